/** Registers a unit or changes one. What was typed stays when the server refuses it. */
import { Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../config/contract/person.ts';
import { type Unit, UnitKind } from '../../../config/contract/unit.ts';
import { api } from '../api/api.ts';
import { refusedBy } from '../cameras/form-failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { formOfUnit, toUnit, type UnitForm } from './unit-form.rules.ts';

type UnitEditorProps = { unit: Unit | null; people: readonly Person[]; onDone: () => void };
const FIELDS = ['name', 'phone', 'address'] as const;

export function UnitEditor({ unit, people, onDone }: UnitEditorProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const form = useForm<UnitForm>({
    initialValues: formOfUnit(unit),
    validate: { name: (name) => (name.trim() === '' ? t('units.needName') : null) },
  });
  const save = useMutation({
    mutationFn: (values: UnitForm) =>
      unit
        ? api('PATCH /api/units/:unitId', { params: { unitId: unit.id }, body: toUnit(values) })
        : api('POST /api/units', { body: toUnit(values) }),
    onSuccess: ({ name }) => {
      notifications.show({ message: t('units.saved', { name }) });
      onDone();
    },
    onError: (thrown) => form.setErrors(refusedBy(t, thrown, FIELDS).fields),
  });
  const failure = save.error ? refusedBy(t, save.error, FIELDS).failure : null;
  const { kind } = form.values;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="sm">
        {failure && <FailureNotice failure={failure} />}
        <TextInput label={t('units.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
        <Select
          label={t('units.kind')}
          allowDeselect={false}
          data={UnitKind.options.map((value) => ({ value, label: t(`units.kinds.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        <Select
          label={t('units.head')}
          placeholder={t('units.noHead')}
          searchable
          clearable
          data={people
            .filter(({ disabled }) => !disabled)
            .map(({ id, name, unit: of }) => ({ value: id, label: of ? `${name} · ${of}` : name }))}
          {...form.getInputProps('headId')}
        />
        <TextInput label={t('units.phone')} type="tel" {...form.getInputProps('phone')} />
        <TextInput label={t('units.address')} {...form.getInputProps('address')} />
        {kind === 'community' && <TextInput label={t('units.community')} {...form.getInputProps('community')} />}
        {kind === 'team' && (
          <>
            <TextInput label={t('units.callSign')} {...form.getInputProps('callSign')} />
            <TextInput
              label={t('units.vehicles')}
              description={t('units.vehiclesHint')}
              {...form.getInputProps('vehicles')}
            />
          </>
        )}
        <Switch label={t('units.disabled')} {...form.getInputProps('disabled', { type: 'checkbox' })} />
        <DialogButtons onCancel={onDone} label={t('act.save')} isBusy={save.isPending} isAllowed={canAct} />
      </Stack>
    </form>
  );
}
