import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/engine.ts';
import { Button } from '../parts/button.tsx';
import { useFocusGoesOn } from '../parts/use-focus-goes-on.ts';
import { Field, inputLook } from './field.tsx';
import { isProtected, pathProblem } from './protected-programs.ts';
import { RunningPrograms } from './running-programs.tsx';
import { SettingsSection } from './section.tsx';
import { useSaving } from './use-setting.ts';

interface Removed {
  readonly path: string;
  /** Where in the list it stood. */
  readonly index: number;
}

const listTitle = 'protected-programs';

/** Programs that a person protects, by the exact path of their executable. */
export function ImmunitySection({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation();
  const { outcome, save, complain } = useSaving('immunity.programs');
  const [typed, setTyped] = useState('');
  const [removed, setRemoved] = useState<Removed | null>(null);
  const programs = settings['immunity.programs'];

  const add = async (path: string): Promise<boolean> => {
    const problem = pathProblem(path, programs);
    if (problem !== null) {
      complain(t(`settings.immune.problem.${problem}`));
      return false;
    }
    setRemoved(null);
    return await save([...programs, path]);
  };
  const remove = async (path: string) => {
    const index = programs.indexOf(path);
    if (await save(programs.filter((one) => one !== path))) setRemoved({ path, index });
  };
  const undo = async ({ path, index }: Removed) => {
    if (isProtected(programs, path) || (await save(programs.toSpliced(index, 0, path)))) setRemoved(null);
  };

  return (
    <SettingsSection title={t('settings.immunity')} intro={t('settings.immunityIntro')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add(typed.trim()).then((added) => added && setTyped(''));
        }}
      >
        <Field label={t('settings.immune.add')} hint={t('settings.immune.addHint')} outcome={outcome}>
          {({ id, describedBy, invalid }) => (
            <div className="flex flex-wrap items-center gap-2">
              <input
                id={id}
                type="text"
                value={typed}
                placeholder="/usr/bin/…"
                spellCheck={false}
                autoComplete="off"
                aria-describedby={describedBy}
                aria-invalid={invalid}
                className={`${inputLook} w-80 font-mono`}
                onChange={(event) => {
                  setTyped(event.target.value);
                  complain(null);
                }}
              />
              <Button type="submit" disabled={typed.trim() === ''}>
                {t('settings.immune.addButton')}
              </Button>
              <RunningPrograms chosen={programs} onChoose={(path) => void add(path)} />
            </div>
          )}
        </Field>
      </form>

      <div>
        <h4 id={listTitle} tabIndex={-1} className="mb-2 w-fit font-medium">
          {t('settings.immune.list')}
        </h4>
        {programs.length === 0 ? (
          <p className="text-muted">{t('settings.immune.none')}</p>
        ) : (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {programs.map((path) => (
              <Program key={path} path={path} onRemove={() => void remove(path)} />
            ))}
          </ul>
        )}
        <p role="status" className="mt-2 flex min-h-8 items-center gap-2">
          {removed !== null && (
            <>
              <span className="min-w-0 truncate">{t('settings.immune.removed', { path: removed.path })}</span>
              <Button onClick={() => void undo(removed)}>{t('settings.immune.undo')}</Button>
            </>
          )}
        </p>
      </div>
      <p className="max-w-prose text-muted">{t('settings.immune.builtIn')}</p>
    </SettingsSection>
  );
}

interface ProgramProps {
  readonly path: string;
  readonly onRemove: () => void;
}

function Program({ path, onRemove }: ProgramProps): ReactNode {
  const { t } = useTranslation();
  const row = useFocusGoesOn<HTMLLIElement>(listTitle);
  return (
    <li ref={row} tabIndex={-1} className="flex items-center gap-3 py-1 pr-1 pl-3">
      <span className="min-w-0 flex-1 font-mono text-label break-all">{path}</span>
      <Button look="quiet" aria-label={t('settings.immune.removeNamed', { path })} onClick={onRemove}>
        {t('settings.immune.remove')}
      </Button>
    </li>
  );
}
