/**
 * One made-up program as a model would be told about it. e2e/privacy-sample.test.ts proves that this is what the engine
 * sends: what is shown on the Privacy page is not a promise but its output.
 */
export const privacySample = {
  identity: { user: 'alice', host: 'wonderland', home: '/home/alice' },
  program: {
    exe: '/home/alice/bin/photo-index',
    name: 'photo-index',
    arguments: '--db /home/alice/Pictures/index.db --token sk-2f9c81d0a7 --owner alice@example.org',
    unit: 'photo-index@alice.service',
  },
  /** With "Hide who you are". */
  masked:
    '[0,"~/bin/photo-index","","","--db ~/Pictures/index.db --token <secret> --owner <email>","photo-index@<user>.service",0.25,64]',
  /** Without it: secrets, e-mail and IP addresses are hidden all the same. */
  plain:
    '[0,"/home/alice/bin/photo-index","","","--db /home/alice/Pictures/index.db --token <secret> --owner <email>","photo-index@alice.service",0.25,64]',
} as const;
