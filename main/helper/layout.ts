/**
 * Where the files of the helper lie. `usr`: as deb and rpm put them. `local`: beside the packages' places, for a system
 * whose /usr is read-only. file-hierarchy(7), dbus-daemon(1), systemd.unit(5), polkit(8).
 */
export type LayoutName = 'usr' | 'local';

export type FileKind = 'binary' | 'unit' | 'polkit-actions' | 'dbus-policy' | 'dbus-service';

export interface PlacedFile {
  readonly what: FileKind;
  /** The same in every place. */
  readonly name: string;
  readonly path: string;
}

/** In the order in which they are put in place: without the last one nobody can start the helper. */
const names: readonly (readonly [what: FileKind, name: string])[] = [
  ['binary', 'brainkernel-helper'],
  ['unit', 'brainkernel-helper.service'],
  ['polkit-actions', 'org.brainkernel.helper.policy'],
  ['dbus-policy', 'org.brainkernel.Helper1.conf'],
  ['dbus-service', 'org.brainkernel.Helper1.service'],
];

const folders: Readonly<Record<LayoutName, Readonly<Record<FileKind, string>>>> = {
  usr: {
    binary: '/usr/libexec',
    unit: '/usr/lib/systemd/system',
    'polkit-actions': '/usr/share/polkit-1/actions',
    'dbus-policy': '/usr/share/dbus-1/system.d',
    'dbus-service': '/usr/share/dbus-1/system-services',
  },
  local: {
    binary: '/usr/local/libexec',
    unit: '/etc/systemd/system',
    // read since polkit 126, and by openSUSE's before
    'polkit-actions': '/etc/polkit-1/actions',
    'dbus-policy': '/etc/dbus-1/system.d',
    'dbus-service': '/usr/local/share/dbus-1/system-services',
  },
};

const placed = (layout: LayoutName): readonly PlacedFile[] =>
  names.map(([what, name]) => ({ what, name, path: `${folders[layout][what]}/${name}` }));

export const layouts: Readonly<Record<LayoutName, readonly PlacedFile[]>> = {
  usr: placed('usr'),
  local: placed('local'),
};

/** What the unit of this layout starts. */
export const binaryOf = (layout: LayoutName): string => `${folders[layout].binary}/brainkernel-helper`;
