import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LearningSummary, Lesson } from '../../contract/learning.ts';
import { useFormat } from '../format/use-format.ts';
import { useSaid } from '../i18n/use-said.ts';
import { CategoryIcon } from '../parts/category-icon.tsx';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { Icon } from '../parts/icons.tsx';
import { useCall } from '../parts/use-call.ts';
import { useFocusGoesOn } from '../parts/use-focus-goes-on.ts';
import { Panel } from './panel.tsx';

const title = 'lessons-title';
const isOwn = ({ kind }: Lesson): boolean => kind === 'never-touch' || kind === 'always';

interface LessonsPanelProps {
  readonly summary: LearningSummary;
  readonly onChange: (summary: LearningSummary) => void;
}

/** What holds because of what a person said or did, each with the way back. */
export function LessonsPanel({ summary, onChange }: LessonsPanelProps): ReactNode {
  const { t } = useTranslation();
  const say = useSaid();
  const { busy, call } = useCall();
  const [gone, setGone] = useState<Lesson | null>(null);
  const { lessons, thumbsUp, thumbsDown, undone, reverted } = summary;
  const given = thumbsUp + thumbsDown + undone + reverted > 0;

  const takeBack = async (lesson: Lesson) => {
    const next = await call('learning.forget', { id: lesson.id });
    if (next === null) return;
    setGone(lesson);
    onChange(next);
  };
  const group = (name: 'own' | 'concluded', members: readonly Lesson[]) => (
    <div>
      <h4 className="mb-1 text-label font-semibold text-muted">{t(`learning.lessons.${name}`)}</h4>
      {members.length === 0 ? (
        <p className="text-muted">
          {t(name === 'own' ? 'learning.lessons.noneTitle' : 'learning.lessons.noneConcluded')}
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {members.map((lesson) => (
            <LessonRow key={lesson.id} lesson={lesson} busy={busy} onTakeBack={() => void takeBack(lesson)} />
          ))}
        </ul>
      )}
    </div>
  );

  return (
    <Panel id={title} title={t('learning.lessons.title')}>
      {given && (
        <p className="text-muted">
          {t('learning.lessons.soFar', { up: thumbsUp, down: thumbsDown, undone })}
          {reverted > 0 && ` ${t('learning.lessons.reverted', { count: reverted })}`}
        </p>
      )}
      {lessons.length === 0 ? (
        <div>
          <p>{t('learning.lessons.noneTitle')}</p>
          <p className="max-w-prose text-muted">{t('learning.lessons.none')}</p>
        </div>
      ) : (
        <div className="grid items-start gap-x-8 gap-y-4 roomy:grid-cols-2">
          {group('own', lessons.filter(isOwn))}
          {group(
            'concluded',
            lessons.filter((lesson) => !isOwn(lesson)),
          )}
        </div>
      )}
      <p role="status" className="text-muted empty:sr-only">
        {gone !== null && t('learning.lessons.takenBack', { lesson: say(gone) })}
      </p>
    </Panel>
  );
}

interface LessonRowProps {
  readonly lesson: Lesson;
  readonly busy: boolean;
  readonly onTakeBack: () => void;
}

function LessonRow({ lesson, busy, onTakeBack }: LessonRowProps): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const say = useSaid();
  const row = useFocusGoesOn<HTMLLIElement>(title);
  const { kind, category, samples, at } = lesson;
  const sentence = say(lesson);
  return (
    <li ref={row} tabIndex={-1} className="flex items-start gap-3 py-2">
      <span className="flex size-5 items-center justify-center">
        {category === null ? (
          <Icon name={kind === 'always' ? 'check' : 'lock'} className="size-4 text-muted" />
        ) : (
          <CategoryIcon category={category} />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-pretty break-words">{sentence}</p>
        <p className="text-label text-muted">
          <time dateTime={new Date(at).toISOString()} title={time.full(at)}>
            {time.date(at)}
          </time>
          {' · '}
          {t('learning.lessons.samples', { count: samples })}
        </p>
      </div>
      <ConfirmButton
        look="quiet"
        className="-my-1.5"
        busy={busy}
        label={t('learning.lessons.takeBack')}
        aria-label={t('learning.lessons.takeBackFor', { lesson: sentence })}
        title={t('learning.lessons.askTitle')}
        text={t('learning.lessons.askText', { lesson: sentence })}
        yes={t('learning.lessons.yes')}
        no={t('learning.lessons.no')}
        onConfirm={onTakeBack}
      />
    </li>
  );
}
