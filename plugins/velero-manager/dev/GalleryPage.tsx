import { Content } from '@backstage/core-components';
import { ResponseError } from '@backstage/errors';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { BackupCard } from '../src/components/BackupCard';
import { LoadError } from '../src/components/LoadError';
import { Loading } from '../src/components/Loading';
import { cardReports } from './cardReports';

/** Draws every look of the entity card. */
export function GalleryPage() {
  return (
    <Content>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}>
        {cardReports(new Date()).map(({ title, report }) => (
          <div key={title} style={{ width: 360 }} data-look={title}>
            <BackupCard report={report} />
          </div>
        ))}
        <div style={{ width: 360 }}>
          <EntityInfoCard title="Loading">
            <Loading label="Loading" shape={[44, 44, 36, 24, 20, 20]} />
          </EntityInfoCard>
        </div>
        {[403, 404, 500].map(status => (
          <Refused key={status} status={status} />
        ))}
      </div>
    </Content>
  );
}

function Refused({ status }: { status: number }) {
  const [error, setError] = useState<Error>();
  useEffect(() => {
    const body = JSON.stringify({
      error: { name: 'Error', message: 'The database is gone' },
      response: { statusCode: status },
    });
    const response = new Response(body, {
      status,
      headers: { 'content-type': 'application/json' },
    });
    ResponseError.fromResponse(response).then(setError);
  }, [status]);
  return (
    <div style={{ width: 360 }}>
      <EntityInfoCard title={`Refused with ${status}`}>
        {error && (
          <LoadError
            what="report"
            error={error}
            permission="velero-manager.entity.read"
            retry={() => {}}
          />
        )}
      </EntityInfoCard>
    </div>
  );
}
