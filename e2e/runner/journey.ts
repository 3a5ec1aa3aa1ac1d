import type { Simulator } from '../../packages/simulator/src/index.ts';
import type { Host, HostName, LaunchOptions } from '../harness/host.ts';
import type { VscodeWindow } from '../harness/vscodeWindow.ts';

/** What a journey is given. Everything in it is fresh, and ended and removed afterwards. */
export interface JourneyContext {
  readonly hostName: HostName;
  /** A simulated OpenRouter of this journey's own. The editor reaches it as https://openrouter.ai. */
  readonly simulator: Simulator;
  /** Starts VS Code with the extension; the options add to or replace the usual ones. */
  launch(options?: Partial<LaunchOptions>): Promise<Host>;
  /** Starts VS Code and opens a window: what most journeys begin with. */
  open(options?: Partial<LaunchOptions>): Promise<{ readonly host: Host; readonly window: VscodeWindow }>;
}

/** A person's way through the product, played in a real VS Code. It fails by throwing. */
export interface Journey {
  /** One sentence that says what the person gets. */
  readonly title: string;
  /** Awaited before anything is started, and not a part of its time. */
  readonly before?: () => Promise<void>;
  /** Default 240 000. */
  readonly timeoutMs?: number;
  run(context: JourneyContext): Promise<void>;
}

/** A journey and the name of its file, which names its screenshots too. */
export interface NamedJourney extends Journey {
  readonly name: string;
}
