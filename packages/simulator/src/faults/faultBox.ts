import type { PersonaName } from '../personas.ts';
import {
  checkFault,
  isConnectionFault,
  type ConnectionFault,
  type FaultSpec,
  type RequestFault,
} from './faultSpec.ts';

interface Armed {
  spec: FaultSpec;
  left: number;
}

/** The faults that are on, in the order in which they are tried: the first that matches is used. */
export class FaultBox {
  #armed: Armed[] = [];

  /** Replaces whatever was on; nothing clears it. Throws TypeError for a fault that could never happen. */
  set(specs: readonly FaultSpec[]): void {
    for (const spec of specs) checkFault(spec);
    this.#armed = specs.map((spec) => ({ spec: structuredClone(spec), left: spec.times ?? Infinity }));
  }

  get hasConnectionFault(): boolean {
    return this.#armed.some((armed) => armed.left > 0 && isConnectionFault(armed.spec));
  }

  /** The fault for this request, counted as used. `path` is below `/api/v1`. */
  forRequest(path: string | undefined, persona: PersonaName | undefined): RequestFault | undefined {
    return this.#use((spec): spec is Exclude<FaultSpec, ConnectionFault> => {
      if (isConnectionFault(spec)) return false;
      return (
        (spec.path === undefined || spec.path === path) &&
        (spec.persona === undefined || spec.persona === persona)
      );
    });
  }

  /** The fault for this connection to the proxy or the TLS server, counted as used. */
  forConnection<K extends ConnectionFault['kind']>(
    kinds: readonly K[],
  ): Extract<ConnectionFault, { kind: K }> | undefined {
    return this.#use((spec): spec is Extract<FaultSpec, { kind: K }> =>
      (kinds as readonly string[]).includes(spec.kind),
    );
  }

  #use<S extends FaultSpec>(matches: (spec: FaultSpec) => spec is S): S | undefined {
    for (const armed of this.#armed) {
      if (armed.left > 0 && matches(armed.spec)) {
        armed.left -= 1;
        return armed.spec;
      }
    }
    return undefined;
  }
}
