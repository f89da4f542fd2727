import type { ReactNode } from 'react';
import { DecisionsView } from './decisions/decisions-view.tsx';
import { Frame } from './frame/frame.tsx';
import { useRoute } from './frame/route.ts';
import { ProcessesView } from './processes/processes-view.tsx';

export function App(): ReactNode {
  const route = useRoute();
  return (
    <Frame view={route.view}>
      {route.view === 'processes' ? <ProcessesView /> : <DecisionsView key={route.id} opened={route.id} />}
    </Frame>
  );
}
