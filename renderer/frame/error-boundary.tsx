import { Component } from 'react';
import type { ReactNode } from 'react';
import { i18n } from '../i18n/i18n.ts';
import { Button } from '../parts/button.tsx';

interface Props {
  readonly children: ReactNode;
}

/** A bug of the page: said as one, with the way on. The engine does not notice. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="h-full">
        <div role="alert" className="mx-auto flex h-full max-w-lg flex-col items-start justify-center gap-3 px-6">
          <h1 className="text-title font-semibold">{i18n.t('broken.title')}</h1>
          <p>{i18n.t('broken.text')}</p>
          <Button onClick={() => location.reload()}>{i18n.t('connection.reload')}</Button>
        </div>
      </main>
    );
  }
}
