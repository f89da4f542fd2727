/** What importing rules and judging executables have to say, in English. The other half of sentences.ts, in the same shape. */
export const trustSentences = {
  'import.not-json': 'It is not a JSON object on one line.',
  'import.trailing': 'What follows the rule on its line was left out.',
  'import.no-name': 'It has no name, and defines neither a type nor a cgroup.',
  'import.bad-name': 'A name is text of 1 to {{most}} characters.',
  'import.says-nothing': 'It does not say how the program should be treated.',
  'import.undefined-type': 'The type {{type}} is defined in none of these files.',
  'import.undefined-cgroup': 'The cgroup {{cgroup}} is defined in none of these files.',
  'import.unknown-key': '{{key}} is not known and was left out.',
  'import.bad-value': '{{key}} cannot be {{value}}, so it was left out.',
  'import.other-file': 'Its name does not end in {{kinds}}, so it was not read.',
  'import.too-many': 'There are more than {{most}} of its kind; this one and those after it were left out.',
  'import.unreadable': 'It cannot be read as KDL; reading went on with the next line.',
  'import.unclosed': 'What is opened here is never closed.',
  'import.surplus-brace': 'This closes nothing.',
  'import.too-deep': 'It is nested too deeply and was left out.',
  'import.unknown-node': '{{node}} is not known here and was left out.',
  'import.no-condition': 'It has no condition, so it would speak of every program, and was left out.',
  'import.other-profile':
    'The profile {{profile}} speaks of every program of a kind; BrainKernel decides that by itself.',
  'import.switched-off': 'Process scheduling is switched off here, so nothing of it was taken.',

  'trust.metric.place': 'executable: place',
  'trust.metric.owner': 'executable: who may change it',
  'trust.metric.package': 'executable: package',
  'trust.metric.checksum': 'executable: content',
  'trust.metric.file': 'executable: file',
  'trust.metric.name': 'executable: name',
  'trust.place.system': 'where the system keeps programs',
  'trust.place.root-only': 'where only root puts files',
  'trust.place.anywhere': 'where ordinary programs can put files',
  'trust.place.container': 'inside of a container, not looked at',
  'trust.place.unbound': 'not bound to a file',
  'trust.place.unseen': 'not to be seen from here',
  'trust.owner.root': 'root alone',
  'trust.owner.group': 'root and a group',
  'trust.owner.user': 'an ordinary user',
  'trust.owner.anybody': 'anybody',
  'trust.checksum.matches': 'as its package installed it',
  'trust.checksum.differs': 'not as its package installed it',
  'trust.file.replaced': 'replaced since it was started, as an update does',
  'trust.file.deleted': 'deleted since it was started',
  'trust.name.own': 'its own',
  'trust.name.borrowed': 'calls itself {{name}}',
} as const;

export type TrustSentenceKey = keyof typeof trustSentences;

/** Fills the `{{name}}` places; a missing value leaves a dash. Values are plain text and stay so. */
export function sayTrust(key: TrustSentenceKey, values: Readonly<Record<string, string | number>> = {}): string {
  return trustSentences[key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? '-'));
}
