/** What the page knows of the run, the probe and what is looked into, outside React's state and fed by the host. */
import { useEffect, useState } from 'react';
import type { HostConnection } from './host/hostConnection';
import { InsideStore } from './inside/insideStore';
import { ProbeStore } from './probe/probeStore';
import { TrainingView } from './trainingView';

export interface Stores {
  readonly training: TrainingView;
  readonly probe: ProbeStore;
  readonly inside: InsideStore;
}

export function useStores(host: HostConnection): Stores {
  const [training] = useState(() => new TrainingView());
  const [probe] = useState(() => new ProbeStore(host.inside.readProbe));
  const [inside] = useState(
    () =>
      new InsideStore(host.inside, probe, (act, ms) => {
        const timer = setTimeout(act, ms);
        return () => {
          clearTimeout(timer);
        };
      }),
  );
  useEffect(
    () =>
      host.onMoment(() => {
        inside.refresh();
        probe.refresh();
      }),
    [host, inside, probe],
  );
  useEffect(
    () =>
      host.onTraining((shown) => {
        training.show(shown);
      }),
    [host, training],
  );
  return { training, probe, inside };
}
