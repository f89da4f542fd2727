import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exchange } from '../../contract/decision.ts';
import { useFormat } from '../format/use-format.ts';
import { Button } from '../parts/button.tsx';
import { useCall } from '../parts/use-call.ts';
import { useCopy } from '../parts/use-copy.ts';

function Bytes({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { copied, copy } = useCopy();
  return (
    <figure>
      <figcaption className="mb-1 flex flex-wrap items-center gap-x-3 text-label text-muted">
        <span className="min-w-0 flex-1 break-all">{title}</span>
        <span>{number.bytes(new TextEncoder().encode(text).length)}</span>
        <Button look="quiet" onClick={() => copy(text)}>
          {t('detail.copyBytes')}
        </Button>
        <span role="status">{copied && t(`detail.${copied}`)}</span>
      </figcaption>
      <pre
        tabIndex={0}
        className="max-h-64 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-label break-all whitespace-pre-wrap"
      >
        {text}
      </pre>
    </figure>
  );
}

/** The exact bytes of one exchange with a model, read only when a person asks. */
export function ExchangeBytes({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { busy, call } = useCall();
  const [exchange, setExchange] = useState<Exchange | null>(null);

  if (exchange === null) {
    return (
      <Button busy={busy} onClick={() => void call('decisions.exchange', { id }).then(setExchange)}>
        {t('detail.exchange')}
      </Button>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <Button className="self-start" onClick={() => setExchange(null)}>
        {t('detail.exchangeHide')}
      </Button>
      <Bytes title={t('detail.request', { url: exchange.url })} text={exchange.request} />
      {exchange.response === null ? (
        <p>{t('detail.noResponse', { error: exchange.error ?? '–' })}</p>
      ) : (
        <Bytes
          title={t('detail.response', {
            status: exchange.status ?? '–',
            duration: number.milliseconds(exchange.durationMs),
          })}
          text={exchange.response}
        />
      )}
    </div>
  );
}
