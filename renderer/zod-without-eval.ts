import { config } from 'zod';

// The content policy allows no code made from text. zod looks for that when a schema is made, so this comes first.
config({ jitless: true });
