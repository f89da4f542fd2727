import type { ReactNode } from 'react';
import type { Category } from '../../contract/words.ts';
import { Glyph } from './icons.tsx';

const gear =
  'M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6L5 5M11 11l1.4 1.4M12.4 3.6L11 5M5 11l-1.4 1.4';
const box = 'M2.5 5L8 2.2 13.5 5v6L8 13.8 2.5 11zM2.5 5L8 7.8 13.5 5M8 7.8v6';
const down = 'M8 2.5v7M5 7l3 3 3-3M2.5 13h11';

/** One glyph a category, so that a list can be read at a glance. Categories of one kind share one. */
const glyphs: Readonly<Record<Category, string>> = {
  'system-core': gear,
  display: 'M2 3h12v8H2zM6 13.5h4',
  audio: 'M3 6.2h2L8 3.5v9L5 9.8H3zM10.5 6a3 3 0 0 1 0 4M12.5 4.2a5.5 5.5 0 0 1 0 7.6',
  input: 'M1.8 4.5h12.4v7H1.8zM4.5 7h.1M7 7h.1M9.5 7h.1M12 7h.1M5 9.5h6',
  network: 'M8 12.5h.1M5.5 10a3.5 3.5 0 0 1 5 0M3.5 7.7a6.4 6.4 0 0 1 9 0M1.6 5.4a9.2 9.2 0 0 1 12.8 0',
  security: 'M8 1.8l5 1.8v4c0 3.2-2 5.4-5 6.6-3-1.2-5-3.4-5-6.6v-4z',
  browser:
    'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM2 8h12M8 2c2 1.7 2.7 3.7 2.7 6S10 12.3 8 14C6 12.3 5.3 10.3 5.3 8S6 3.7 8 2z',
  communication: 'M2.5 3.5h11v7H7L4 13v-2.5H2.5z',
  office: 'M4 2h5.5L12 4.5V14H4zM6 7h4M6 9.5h4M6 12h2.5',
  'media-player': 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.7 5.5l4 2.5-4 2.5z',
  'media-creation': 'M1.8 4.5h8.4v7H1.8zM10.2 7.2l4-2v5.6l-4-2z',
  game: 'M4.5 5h7a3 3 0 0 1 2.6 4.6l-.6 1.6c-.5 1.3-1.7 1.3-2.5.3L10 10H6l-1 1.5c-.8 1-2 1-2.5-.3l-.6-1.6A3 3 0 0 1 4.5 5zM5.5 6.7v1.8M4.6 7.6h1.8M10.5 7.6h.1',
  'game-launcher':
    'M4.5 5h7a3 3 0 0 1 2.6 4.6l-.6 1.6c-.5 1.3-1.7 1.3-2.5.3L10 10H6l-1 1.5c-.8 1-2 1-2.5-.3l-.6-1.6A3 3 0 0 1 4.5 5z',
  ide: 'M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5',
  'language-server': 'M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5M9 3.5l-2 9',
  terminal: 'M2 3h12v10H2zM4.5 6l2 2-2 2M8 10.5h3.5',
  shell: 'M3 4.5L7 8l-4 3.5M8 12h5',
  build: 'M9.5 2.5l4 4-1.5 1.5-1-1-6 6.5H2.5V11l6.5-6-1-1z',
  'test-runner': 'M6 2h4M6.7 2v4L3 12.7c-.4.7 0 1.3.8 1.3h8.4c.8 0 1.2-.6.8-1.3L9.3 6V2M5 9.5h6',
  runtime: gear,
  database:
    'M3 4c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  server: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.1M5 11h.1',
  container: box,
  'virtual-machine': 'M2 3h12v8H2zM5.5 5.5h5v3h-5zM6 13.5h4',
  'ai-model':
    'M4.5 4.5h7v7h-7zM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14',
  'file-manager': 'M2 4h4l1.5 1.5H14V12.5H2z',
  indexer: 'M2.5 4h7M2.5 7.5h3.5M2.5 11h3M10 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM11.9 11.4L14 13.5',
  sync: 'M13 6.5A5.2 5.2 0 0 0 3.7 5.2M3 9.5a5.2 5.2 0 0 0 9.3 1.3M3.5 2.5v2.9h2.9M12.5 13.5v-2.9H9.6',
  backup: 'M2 3h12v3H2zM3 6v7h10V6M6.5 8.5h3',
  updater: down,
  'package-manager': down,
  telemetry: 'M2 13.5h12M4 11V8.5M8 11V3M12 11V6',
  monitor: 'M1.8 8.5h3l1.7-4.5 3 8 1.7-3.5h3',
  compression: 'M8 2v3.5M6 3.7l2 2 2-2M8 14v-3.5M6 12.3l2-2 2 2M2.5 8h11',
  scientific:
    'M8 9.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4zM8 10.8c3.6 0 6.2-1.3 6.2-2.8S11.6 5.2 8 5.2 1.8 6.5 1.8 8s2.6 2.8 6.2 2.8zM5.6 9.4c1.8 3.1 4.2 4.7 5.5 4S11.9 10 10.1 6.9s-4.2-4.7-5.5-4-.8 3.4 1 6.5z',
  'crypto-miner': 'M8 2l5 6-5 6-5-6zM3 8h10',
  utility: gear,
  unknown: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.3 6.3a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.7-.8 1.2M8 11.2h.1',
};

export const CategoryIcon = ({ category }: { readonly category: Category }): ReactNode => (
  <Glyph d={glyphs[category]} className="size-4 text-muted" />
);
