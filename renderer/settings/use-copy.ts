import { useState } from 'react';

/** Puts text on the clipboard, and says how that went. */
export function useCopy(): { readonly copied: boolean | null; readonly copy: (text: string) => Promise<void> } {
  const [copied, setCopied] = useState<boolean | null>(null);
  return {
    copied,
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        setCopied(true);
      } catch {
        setCopied(false);
      }
    },
  };
}
