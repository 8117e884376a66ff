/** The group of a camera: one there is, or a new one by typing its name. */
import { Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import { inNameOrder } from '../incidents/choices.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';

type GroupFieldProps = { value: string | null; error: ReactNode; onChange: (groupId: string | null) => void };

/** Not an id the server could have given. */
const NEW = '+';

export function GroupField({ value, error, onChange }: GroupFieldProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const groups = useSite((site) => site.cameraGroups);
  const [typed, setTyped] = useState('');
  const add = useMutation({
    mutationFn: (name: string) => api('POST /api/camera-groups', { body: { name } }),
    onSuccess: ({ id }) => onChange(id),
  });
  // The group just added is known here before the feed announces it.
  const known = new Map([...groups, ...(add.data ? [[add.data.id, add.data] as const] : [])]);
  const choices = inNameOrder(known.values()).map(({ id, name }) => ({ value: id, label: name }));
  const wanted = typed.trim();
  const isNew = wanted !== '' && canAct && !choices.some(({ label }) => label === wanted);

  return (
    <Select
      label={t('cameras.group')}
      placeholder={t('cameras.groupPlaceholder')}
      withAsterisk
      searchable
      disabled={add.isPending}
      value={value}
      onSearchChange={setTyped}
      filter={({ options, search }) =>
        options.filter((option) => 'value' in option && (option.value === NEW || option.label.includes(search.trim())))
      }
      data={isNew ? [...choices, { value: NEW, label: t('cameras.newGroup', { name: wanted }) }] : choices}
      error={add.error ? failureText(t, failureOf(add.error)) : error}
      onChange={(groupId) => (groupId === NEW ? add.mutate(wanted) : onChange(groupId))}
    />
  );
}
