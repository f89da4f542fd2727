/** Registered menu categories -> ours: https://specifications.freedesktop.org/menu-spec/latest/category-registry.html */
import type { Category } from '../../../contract/words.ts';

/** Most telling first: an entry carries several, and the first line that names one of them decides. */
const order: readonly (readonly [Category, string])[] = [
  ['browser', 'WebBrowser'],
  ['terminal', 'TerminalEmulator'],
  ['file-manager', 'FileManager FileTools Filesystem'],
  ['communication', 'InstantMessaging Chat IRCClient Telephony VideoConference Email ContactManagement News Feed'],
  ['sync', 'P2P FileTransfer'],
  [
    'game',
    'Game ActionGame AdventureGame ArcadeGame BoardGame BlocksGame CardGame KidsGame LogicGame RolePlaying Shooter Simulation SportsGame StrategyGame',
  ],
  ['virtual-machine', 'Emulator'],
  ['ide', 'IDE GUIDesigner WebDevelopment Debugger Translation RevisionControl'],
  ['build', 'Building'],
  ['monitor', 'Monitor Profiling'],
  ['updater', 'PackageManager'],
  ['compression', 'Archiving Compression DiscBurning'],
  ['database', 'Database'],
  ['audio', 'Mixer'],
  [
    'media-creation',
    'AudioVideoEditing Recorder Sequencer Midi 2DGraphics 3DGraphics VectorGraphics RasterGraphics Photography Scanning Publishing Engineering',
  ],
  ['media-player', 'Player Music Video Audio AudioVideo TV Tuner'],
  [
    'office',
    'Office WordProcessor Spreadsheet Presentation Calendar Finance ProjectManagement FlowChart Chart Dictionary OCR TextEditor Literature',
  ],
  [
    'scientific',
    'Science Math NumericalAnalysis DataVisualization Astronomy Biology Chemistry Physics Geography ParallelComputing ArtificialIntelligence Electronics',
  ],
  ['input', 'Accessibility'],
  ['security', 'Security'],
  ['ide', 'Development'],
  ['media-creation', 'Graphics'],
  [
    'utility',
    'Utility Settings System Viewer Education RemoteAccess Calculator Clock DesktopSettings HardwareSettings Printing',
  ],
];

const byName: ReadonlyMap<string, number> = new Map(
  order.flatMap(([, names], rank) => names.split(' ').map((name) => [name, rank] as const)),
);

/** Null when none of the entry's categories says what the program is for. */
export function categoryOfDesktop(categories: readonly string[]): Category | null {
  const ranks = categories.map((name) => byName.get(name) ?? Infinity);
  return order[Math.min(...ranks)]?.[0] ?? null;
}
