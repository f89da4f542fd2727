import { helperSentences } from './sentences-helper.ts';
import { learningSentences } from './sentences-learning.ts';
import { policySentences } from './sentences-policies.ts';
import { statusSentences } from './sentences-status.ts';
import { trustSentences } from './sentences-trust.ts';

/**
 * The English form of every sentence that the engine says. The engine fills it in for `explanation`; screens use the
 * key and the values to say the same in the person's language, and take their English from here.
 */
const deciding = {
  'policy.indexer':
    '{{app}} indexes files and used {{cpu}} of a CPU while {{other}} waits. It should give way to the programs you use.',
  'policy.sync':
    '{{app}} synchronises files in the background and used {{cpu}} of a CPU while {{other}} waits. It should give way; nothing is lost, it only takes longer.',
  'policy.backup':
    '{{app}} makes a backup and used {{cpu}} of a CPU while {{other}} waits. It should give way; the backup goes on.',
  'policy.updater':
    '{{app}} looks for updates and used {{cpu}} of a CPU while {{other}} waits. It should give way and go on in the gaps.',
  'policy.telemetry':
    '{{app}} collects reports and used {{cpu}} of a CPU while {{other}} waits. It should give way to the programs you use.',
  'policy.build':
    '{{app}} is building and used {{cpu}} of a CPU while {{other}} waits. The build may keep every idle CPU, but {{other}} should go first.',
  'policy.compression':
    '{{app}} compresses or encodes and used {{cpu}} of a CPU while {{other}} waits. It should give way and use what is left over.',
  'policy.scientific':
    '{{app}} computes in the background and used {{cpu}} of a CPU while {{other}} waits. It should give way and use what is left over.',
  'policy.ai-model':
    '{{app}} runs a model in the background and used {{cpu}} of a CPU while {{other}} waits. {{other}} should go first.',
  'policy.memory':
    '{{app}} holds {{memory}} while memory runs short. It should give way, and be the first to go if memory runs out.',
  'policy.miner': '{{app}} mines and used {{cpu}} of a CPU. It should run only when nobody else wants the CPU.',
  'policy.game-running': '{{app}} used {{cpu}} of a CPU while a game is running. It should give way to the game.',
  'policy.battery': '{{app}} used {{cpu}} of a CPU on battery. It should run only when nobody else wants the CPU.',
  'policy.latency-critical':
    '{{app}} must answer at once ({{category}}), so it is left alone although it used {{cpu}} of a CPU.',
  'policy.foreground': '{{app}} is what you are using, so it is left alone.',
  'verdict.background':
    '{{app}} was recognised as background work ({{why}}). It used {{cpu}} of a CPU while {{other}} waits, so it should give way.',
  'verdict.none': '{{app}} was recognised ({{why}}) and is left alone.',
  'person.act': 'You asked for this yourself.',
  'person.always': 'You said that {{app}} may always be treated like this.',
  'lesson.never': 'You gave a thumbs-down when {{app}} was treated like this, so it is left alone.',
  'headline.calm': 'Calm. {{held}} held back.',
  'headline.pressed': 'Programs wait for the {{resource}} {{percent}} of the time. {{held}} held back.',
  'headline.observing': 'Watching only: BrainKernel says what it would do and changes nothing.',
  'headline.paused': 'Paused: everything was given back, and nothing is decided until you resume.',
  'key.waiting':
    'Waiting for {{keyring}} to give out the saved {{provider}} key; it may ask for its password in a window of its own.',
  'key.not-read':
    '{{keyring}} did not give out the saved {{provider}} key. Unlock it and start again, or enter the key once more; what was saved stays in {{file}}.',
  'key.moved':
    'The saved {{provider}} key was encrypted with {{before}}, and this desktop uses {{keyring}}. Enter the key once more; what was saved stays in {{file}}.',
  'key.file': 'The saved keys in {{file}} cannot be used: {{why}}. Enter the key once more; the file is kept aside.',
  'key.environment': '{{variable}} is set, so the saved key is not used.',
  'model.works': '{{model}} answered in {{seconds}} s.',
  'model.no-key': 'There is no {{provider}} key, so nothing was asked. Enter one above, or set {{variable}}.',
  'model.key-refused':
    '{{provider}} does not accept the key ({{status}}). Check that it was copied whole and was not withdrawn.',
  'model.unreachable': '{{provider}} does not answer at {{origin}}. Check that it runs there and can be reached.',
  'model.not-offered': '{{provider}} does not offer {{model}} to this key. Choose one of the models it lists.',
  'model.not-pulled': 'Ollama runs but does not have {{model}}. Get it with: ollama pull {{model}}',
  'model.timeout':
    '{{provider}} did not answer within {{seconds}} s. A model that is not loaded yet takes longer the first time; try again in a moment.',
  'model.over-budget': 'The budget does not allow another question now, so {{provider}} was not asked.',
  'model.rate-limited': '{{provider}} accepts the key but asks for a pause: its rate limit is reached.',
  'model.failed': '{{provider}} could not answer: {{why}}',
} as const;

export const sentences = {
  ...deciding,
  ...helperSentences,
  ...learningSentences,
  ...policySentences,
  ...statusSentences,
  ...trustSentences,
} as const;

export type SentenceKey = keyof typeof sentences;

/** Fills the `{{name}}` places of a sentence; a missing value leaves a dash. Values are plain text and stay so. */
export function say(key: SentenceKey, values: Readonly<Record<string, string | number>>): string {
  return sentences[key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? '-'));
}
