import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ApiUnit } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Fragment } from 'react';
import { formatSize } from '../size/formatSize';
import { useLanguage } from '../time/useLanguage';
import { veleroManagerTranslationRef } from '../translation';
import { dataPathWords } from './dataPathWords';
import { engineTitle } from './engineTitle';
import { RelativeTime } from './RelativeTime';

/** Which parts of an address differ within a list. @internal */
export interface Places {
  cluster: boolean;
  namespace: boolean;
}

/** The properties of {@link UnitMeta}. @internal */
export interface UnitMetaProps {
  unit: ApiUnit;
  places: Places;
}

/** In one line where a unit is, what backs it up and how, and since when. @internal */
export function UnitMeta({ unit, places }: UnitMetaProps) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const language = useLanguage();
  const { kind, namespace, cluster, engine, dataPath, bytes } = unit;
  const parts = [
    // Objects are called by their namespace.
    places.namespace &&
      kind !== 'objects' &&
      t('unit.namespace', { namespace }),
    places.cluster && t('unit.cluster', { cluster }),
    engine && engineTitle(engine, t),
    dataPath !== null && dataPathWords(dataPath, t),
    bytes !== null && formatSize(bytes, language),
    unit.protection.state !== 'EXEMPT' && <LastGood unit={unit} />,
    unit.running && t('unit.running'),
  ].filter(Boolean);
  return (
    <Typography variant="caption" color="textSecondary" component="div">
      {parts.map((part, index) => (
        // The parts have no names, and none of them has a state of its own.
        // eslint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </Typography>
  );
}

function LastGood({ unit }: { unit: ApiUnit }) {
  const { t } = useTranslationRef(veleroManagerTranslationRef);
  const { lastGoodAt, isLive, protection } = unit;
  if (isLive) {
    return <>{t('unit.lastGoodLive')}</>;
  }
  if (lastGoodAt) {
    return <>{t('unit.lastGood', { ago: <RelativeTime at={lastGoodAt} /> })}</>;
  }
  return (
    <>
      {protection.state === 'UNKNOWN'
        ? t('unit.lastGoodUnknown')
        : t('unit.noLastGood')}
    </>
  );
}
