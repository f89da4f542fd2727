/** What the engine says about installing and removing the privileged helper, in English. Same form as sentences.ts. */
export const helperSentences = {
  'helper-plan.install':
    'These files are copied to where the system looks for them. A password is asked for once. In the command, STAGING stands for a folder of copies that is made when you agree and removed afterwards.',
  'helper-plan.replace':
    'These files replace those that are there. A password is asked for once. In the command, STAGING stands for a folder of copies that is made when you agree and removed afterwards.',
  'helper-plan.install-local':
    '/usr is read-only here, so these files go below /usr/local and /etc. A password is asked for once. In the command, STAGING stands for a folder of copies that is made when you agree and removed afterwards.',
  'helper-plan.uninstall':
    'The helper is stopped, gives back everything that it had changed, and these files are removed. A password is asked for once.',
  'helper-plan.nothing': 'BrainKernel has installed no helper here, so there is nothing to remove.',
  'helper-plan.packaged-install':
    'The helper came with the package {{package}}, which {{manager}} keeps up to date. There is nothing to install.',
  'helper-plan.packaged-uninstall':
    'The helper came with the package {{package}} and goes with it. To remove it, run: {{command}}',
  'helper-plan.not-built': '{{file}} is missing: the helper was not built yet. Build it with: npm run helper:build',
  'helper-plan.incomplete':
    '{{file}} is missing, so this copy of BrainKernel is not whole. Get BrainKernel again; without the helper it works as before.',
  'helper-plan.nixos':
    'NixOS makes its system from its configuration, so nothing can be installed beside that. BrainKernel works without the helper.',
  'helper-plan.no-systemd':
    'The helper is started by systemd, which does not run here. BrainKernel works without the helper.',
  'helper-plan.no-bus':
    'The helper is reached over the system bus, and there is none here. BrainKernel works without the helper.',
  'helper-plan.no-pkexec':
    'pkexec is missing, so no password can be asked for. Install the package pkexec (or polkit) and try again.',
  'helper-plan.read-only':
    '{{folder}} is read-only here, and so is /usr: there is no place for the helper. BrainKernel works without it.',
  'helper-plan.old-polkit':
    '/usr is read-only here, and this polkit looks for actions there alone; polkit 126 and later also look in /etc. BrainKernel works without the helper.',

  'helper-done.installed': 'The helper is installed. It starts when it is first needed.',
  'helper-done.removed': 'The helper is removed, with everything that belonged to it.',
  'helper-done.dismissed': 'The password dialog was closed, so nothing was changed.',
  'helper-done.cancelled': 'It was stopped before a password was given, so nothing was changed.',
  'helper-done.no-agent':
    'Nobody could ask for a password: no polkit authentication agent runs in this session. Nothing was changed. Start the agent of your desktop and try again.',
  'helper-done.no-agent-terminal':
    'Nobody could ask for a password: no polkit authentication agent runs in this session. Nothing was changed. Start the agent of your desktop, or run this in a terminal: {{command}}',
  'helper-done.not-allowed':
    'polkit did not allow it: the password was not right, or this account may not act as administrator. Nothing was changed.',
  'helper-done.mismatch': '{{file}} is not what was shown any more, so nothing was installed. Try again.',
  'helper-done.unreadable': '{{file}} could not be read from its copy, so nothing was installed. Try again.',
  'helper-done.not-staged': 'The files could not be copied: {{why}}. Nothing was changed.',
  'helper-done.no-room': 'A file could not be written: {{why}}. What was there before is there again.',
  'helper-done.read-only': 'A folder is read-only: {{why}}. What was there before is there again.',
  'helper-done.unsafe-folder':
    '{{why}} could be changed by others than root, so no program of root is put there. Nothing was changed.',
  'helper-done.strange-unit': 'The unit would start something else than the helper, so nothing was installed.',
  'helper-done.polkit-blind':
    'polkit does not see the actions of the helper, so nobody would be allowed to use it. What was there before is there again.',
  'helper-done.not-reloaded':
    'The files were changed, but systemd or the bus could not be told. They find out when you start the machine again.',
  'helper-done.packaged': 'The helper belongs to a package, so it was left alone.',
  'helper-done.busy': 'Another installation is under way. Wait for its end and try again.',
  'helper-done.left-over': 'Removed, but for what could not be deleted: {{why}}',
  'helper-done.interrupted': 'It was interrupted. What was there before is there again.',
  'helper-done.failed': 'It did not work ({{code}}): {{why}}',
} as const;

export type HelperSentenceKey = keyof typeof helperSentences;
