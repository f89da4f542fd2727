/** `npm start`: the tray app where it can be, else the same engine with its dashboard in a browser, and why. */
import { becomeEngine } from './headless.ts';

process.stderr.write(
  'BrainKernel: this version has no tray app yet; it runs headless. Open the address below in a browser.\n',
);
becomeEngine(process.argv.slice(2));
