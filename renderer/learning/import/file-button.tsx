import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';

interface FileButtonProps {
  readonly busy: boolean;
  /** Everything in one folder, and in those below it. */
  readonly folder?: boolean;
  /** How the files end that are offered. */
  readonly accept?: string;
  readonly onChoose: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

/** Opens the desktop's own dialog for files, or for a folder. Nothing of them leaves this machine. */
export function FileButton({ busy, folder = false, accept, onChoose, children }: FileButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const open = () => {
    if (input.current === null) return;
    input.current.webkitdirectory = folder;
    input.current.click();
  };
  return (
    <>
      <Button busy={busy} onClick={open}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // the same files may be chosen once more after they were changed
          target.value = '';
          if (files.length > 0) onChoose(files);
        }}
      />
    </>
  );
}
