import { Tooltip } from 'radix-ui';
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { lookOf } from '../charts/marks.ts';
import type { Mark } from '../charts/marks.ts';
import { plot } from '../charts/plot.ts';
import { useSentence } from '../decisions/use-sentence.ts';
import { useFormat } from '../format/use-format.ts';
import { hrefOf } from '../frame/route.ts';

const looks: Readonly<Record<ReturnType<typeof lookOf>, string>> = {
  asks: 'size-2.5 rotate-45 bg-needs',
  done: 'size-2.5 rounded-full bg-accent',
  would: 'size-2.5 rounded-full border-2 border-accent bg-surface',
  plain: 'size-2 rounded-full bg-edge',
};

/** Sentences a mark shows; the rest is a click away. */
const shown = 4;

interface MarksProps {
  readonly marks: readonly Mark[];
  /** Epoch ms of both ends of the plot that lies below. */
  readonly from: number;
  readonly to: number;
}

const placeOf = ({ at }: Mark, from: number, to: number): string => `${((at - from) / (to - from)) * 100}%`;

/** A thin line down from each mark, for below the curves. */
export const MarkLines = ({ marks, from, to }: MarksProps): ReactNode => (
  <div
    aria-hidden="true"
    className="absolute"
    style={{ left: plot.left, right: plot.right, top: plot.lane - 4, bottom: plot.axis }}
  >
    {marks.map((mark) => (
      <span key={mark.at} className="absolute inset-y-0 w-px bg-line" style={{ left: placeOf(mark, from, to) }} />
    ))}
  </div>
);

/**
 * The decisions over a chart. One stop of the Tab key for all of them: the newest first, the arrow keys go from one to
 * the next, Enter opens.
 */
export function DecisionMarks({ marks, from, to }: MarksProps): ReactNode {
  const { t } = useTranslation();
  const links = useRef(new Map<number, HTMLAnchorElement>());
  const [chosen, setChosen] = useState<number | null>(null);
  const current = marks.find(({ at }) => at === chosen) ?? marks.at(-1);

  const move = (event: KeyboardEvent) => {
    const index = marks.findIndex((mark) => mark === current);
    const target = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: marks.length - 1 }[event.key];
    const next = target === undefined ? undefined : marks[target];
    if (next === undefined) return;
    event.preventDefault();
    links.current.get(next.at)?.focus();
  };

  return (
    <Tooltip.Provider delayDuration={0} skipDelayDuration={0}>
      <div
        role="group"
        aria-label={t('now.marks', { count: marks.length })}
        onKeyDown={move}
        className="pointer-events-none absolute top-0"
        style={{ left: plot.left, right: plot.right }}
      >
        {marks.map((mark) => (
          <MarkLink
            key={mark.at}
            mark={mark}
            place={placeOf(mark, from, to)}
            reachable={mark === current}
            onFocus={() => setChosen(mark.at)}
            hold={(link) => {
              links.current.set(mark.at, link);
              return () => links.current.delete(mark.at);
            }}
          />
        ))}
      </div>
    </Tooltip.Provider>
  );
}

interface MarkLinkProps {
  readonly mark: Mark;
  /** Where, as a CSS length of the plot's width. */
  readonly place: string;
  readonly reachable: boolean;
  readonly onFocus: () => void;
  readonly hold: (link: HTMLAnchorElement) => () => void;
}

function MarkLink({ mark, place, reachable, onFocus, hold }: MarkLinkProps): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { sentenceOf } = useSentence();
  const newest = mark.decisions.at(-1) ?? mark.decisions[0];
  const more = mark.decisions.length - 1;
  const label = `${time.exact(newest.at)} ${sentenceOf(newest)}${more > 0 ? ` ${t('now.markMore', { count: more })}` : ''}`;

  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <a
          ref={hold}
          href={hrefOf({ view: 'decisions', id: newest.id })}
          aria-label={label}
          tabIndex={reachable ? 0 : -1}
          onFocus={onFocus}
          className="group pointer-events-auto absolute top-0 flex h-6 w-6 -translate-x-1/2 items-center justify-center rounded"
          style={{ left: place }}
        >
          <span className={looks[lookOf(mark)]} />
        </a>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side="bottom"
          collisionPadding={8}
          className="z-50 max-w-96 rounded-md border border-line bg-surface px-3 py-2 shadow-lg shadow-black/10 dark:shadow-black/40"
        >
          <ul className="flex flex-col gap-2">
            {mark.decisions
              .toReversed()
              .slice(0, shown)
              .map((decision) => (
                <li key={decision.id}>
                  <MarkText decision={decision} />
                </li>
              ))}
          </ul>
          {mark.decisions.length > shown && (
            <p className="mt-2 text-label text-muted">{t('now.markMore', { count: mark.decisions.length - shown })}</p>
          )}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

function MarkText({ decision }: { readonly decision: Decision }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { sentenceOf } = useSentence();
  const { action, status, at } = decision;
  return (
    <>
      <p className="text-label text-muted">
        {time.exact(at)} · {t(`action.${action}`)}, {t(`decisionStatus.${status}`)}
      </p>
      <p className="break-words">{sentenceOf(decision)}</p>
    </>
  );
}
