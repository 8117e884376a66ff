/** Reports an incident that is seen in a tile: its camera and the place are known already. */
import { useState } from 'react';
import type { Camera } from '../../../config/contract/camera.ts';
import { ReportIncidentForm } from '../incidents/ReportIncidentForm.tsx';

export function TileReport({ camera, onDone }: { camera: Camera; onDone: () => void }) {
  const [position, setPosition] = useState(camera.position);
  return (
    <ReportIncidentForm
      position={position}
      cameraId={camera.id}
      onClearPosition={() => setPosition(null)}
      onReported={onDone}
      onCancel={onDone}
    />
  );
}
