import { useEffect, useState } from 'react';

type Outcome = 'copied' | 'copyFailed';

/** Puts text on the clipboard and says for some seconds how that went; the words are under `detail`. */
export function useCopy(): { readonly copied: Outcome | null; readonly copy: (text: string) => void } {
  const [outcome, setOutcome] = useState<{ readonly kind: Outcome } | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), 3_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => setOutcome({ kind: 'copied' }),
      () => setOutcome({ kind: 'copyFailed' }),
    );
  return { copied: outcome?.kind ?? null, copy };
}
