import type { ReactNode } from 'react';
import { CostView } from './cost/cost-view.tsx';
import { DecisionsView } from './decisions/decisions-view.tsx';
import { FirstRun } from './first-run/first-run.tsx';
import { Frame } from './frame/frame.tsx';
import { useRoute } from './frame/route.ts';
import type { Route } from './frame/route.ts';
import { LearningView } from './learning/learning-view.tsx';
import { NowView } from './now/now-view.tsx';
import { Palette } from './palette/palette.tsx';
import { ProcessesView } from './processes/processes-view.tsx';
import { SettingsView } from './settings/settings-view.tsx';

export function App(): ReactNode {
  const route = useRoute();
  return (
    <Frame view={route.view}>
      <View route={route} />
      <Palette />
      <FirstRun />
    </Frame>
  );
}

function View({ route }: { readonly route: Route }): ReactNode {
  switch (route.view) {
    case 'now':
      return <NowView />;
    case 'processes':
      return <ProcessesView />;
    case 'decisions':
      return <DecisionsView key={route.id} opened={route.id} />;
    case 'learning':
      return <LearningView place={route.place} />;
    case 'cost':
      return <CostView />;
    case 'settings':
      return <SettingsView />;
  }
}
