import { LoggerService } from '@backstage/backend-plugin-api';
import { KindDefinition } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Clock, ClusterClient, ListStreaming } from '../kubernetes';
import { FactStore } from '../store/types';
import { ClusterHealthRecorder } from './CollectorHealthBoard';
import { ClusterSurvey } from './ClusterSurvey';
import { ContactRecorder } from './ContactRecorder';
import { MissingKinds } from './MissingKinds';
import { Resumption } from './Resumption';

/** What collecting one kind of one cluster needs. @internal */
export interface KindCollectorOptions {
  cluster: string;
  kind: KindDefinition;
  client: Pick<ClusterClient, 'getJson' | 'getStream'>;
  /** Where to ask what the cluster serves. */
  discovery: Pick<ClusterClient, 'getJson'>;
  /** Tells when a kind appears that the cluster lacks. */
  missing: MissingKinds;
  /** Whether the cluster streams lists. */
  streaming: ListStreaming;
  /** What the collectors of the cluster tell each other. */
  survey: ClusterSurvey;
  store: Pick<FactStore, 'apply' | 'setKindStatus'>;
  contact: ContactRecorder;
  clock: Clock;
  logger: LoggerService;
  /** From where to go on, and what is kept so that others can. */
  resumption: Resumption;
  /** Where collectors put up how they do. */
  health: ClusterHealthRecorder;
  /** A kind that has failed for this long is no longer called synced. */
  staleAfterMs: number;
  /** A watch without a sign of life for this long is begun anew. */
  silenceMs: number;
  /** Called whenever it is known how the kind stands. */
  onKnown?: () => void;
  /** The one namespace to look in; absent: all of them. */
  namespace?: string;
}
