import { hrefOf } from '../frame/route.ts';
import { useView } from '../processes/view-state.ts';

/** Goes to the list of processes with the search set. */
export function showInProcesses(search: string): void {
  useView.setState({ search });
  location.hash = hrefOf({ view: 'processes' });
}
