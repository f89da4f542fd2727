/** A menu as a person reads and uses it. */
import type * as Electron from 'electron';

/** What a menu was built from. */
export interface MenuItem extends Pick<Electron.MenuItemConstructorOptions, 'label' | 'type' | 'checked' | 'enabled'> {
  readonly click?: unknown;
  readonly submenu?: unknown;
}

const submenuOf = ({ submenu }: MenuItem): readonly MenuItem[] =>
  Array.isArray(submenu) ? (submenu as readonly MenuItem[]) : [];

/** A label's item, looked for in submenus too. */
export function itemNamed(menu: readonly MenuItem[], label: string): MenuItem {
  const all = menu.flatMap((item) => [item, ...submenuOf(item)]);
  const found = all.find((item) => item.label === label);
  if (found === undefined) throw new Error(`no "${label}" in ${all.map((item) => item.label ?? '-').join(', ')}`);
  return found;
}

export function clickItem(menu: readonly MenuItem[], label: string): void {
  const { click, enabled = true } = itemNamed(menu, label);
  if (!enabled) throw new Error(`"${label}" is greyed out`);
  if (typeof click === 'function') Reflect.apply(click, undefined, []);
}

/** Every label, those of submenus indented; what is ticked carries a mark, what is greyed out stands in brackets. */
export const labelsOf = (menu: readonly MenuItem[], indent = ''): readonly string[] =>
  menu.flatMap(({ type, label = '', checked, enabled, submenu }) => [
    indent +
      (type === 'separator' ? '---' : `${checked === true ? '* ' : ''}${enabled === false ? `(${label})` : label}`),
    ...labelsOf(submenuOf({ submenu }), `${indent}  `),
  ]);
