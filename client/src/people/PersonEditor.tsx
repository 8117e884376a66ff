/** Gives a person an account, or changes what they are and may. */
import { Autocomplete, MultiSelect, SegmentedControl, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../config/contract/person.ts';
import { Role } from '../../../config/contract/rights.ts';
import { api } from '../api/api.ts';
import { refusedBy } from '../cameras/form-failure.ts';
import { inNameOrder } from '../incidents/choices.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { PasswordField } from './PasswordField.tsx';
import { PEOPLE_KEY } from './people-key.ts';
import {
  formOf,
  NEW_PERSON,
  type PersonForm,
  personMistakes,
  toAddPerson,
  toChangePerson,
} from './person-form.rules.ts';

const FIELDS: readonly (keyof PersonForm)[] = ['account', 'name', 'unit', 'post', 'phone', 'role', 'password'];

type PersonEditorProps = {
  person: Person | null;
  /** In use already: one word for one post. */
  posts: readonly string[];
  onDone: () => void;
};

export function PersonEditor({ person, posts, onDone }: PersonEditorProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const queries = useQueryClient();
  const groups = useSite((site) => site.cameraGroups);
  const units = useSite((site) => site.units);
  const grids = useSite((site) => site.grids);
  const form = useForm<PersonForm>({
    initialValues: person ? formOf(person) : NEW_PERSON,
    validate: (values) =>
      Object.fromEntries(
        Object.entries(personMistakes(values, person === null)).map(([field, mistake]) => [
          field,
          t(`people.need.${mistake}`),
        ]),
      ),
  });
  const save = useMutation({
    mutationFn: (values: PersonForm) =>
      person
        ? api('PATCH /api/people/:personId', { params: { personId: person.id }, body: toChangePerson(values) })
        : api('POST /api/people', { body: toAddPerson(values) }),
    onSuccess: ({ name }) => {
      notifications.show({ message: t(person ? 'people.saved' : 'people.added', { name }) });
      void queries.invalidateQueries({ queryKey: PEOPLE_KEY });
      onDone();
    },
    onError: (thrown) => form.setErrors(refusedBy(t, thrown, FIELDS).fields),
  });
  const failure = save.error ? refusedBy(t, save.error, FIELDS).failure : null;

  return (
    <form
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      aria-label={person ? t('people.editOf', { name: person.name }) : t('people.add')}
      noValidate
    >
      <Stack gap="sm">
        <TextInput
          label={t('people.name')}
          description={t('people.nameHint')}
          withAsterisk
          data-autofocus
          autoComplete="off"
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('people.account')}
          description={t('people.accountHint')}
          withAsterisk
          disabled={person !== null}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('account')}
        />
        <Autocomplete
          label={t('people.unit')}
          description={t('people.unitHint')}
          autoComplete="off"
          data={[...units.values()].filter((unit) => !unit.disabled).map(({ name }) => name)}
          {...form.getInputProps('unit')}
        />
        {form.values.role === 'communityOfficer' && (
          <Autocomplete
            label={t('people.community')}
            data={[...new Set([...grids.values()].map(({ community }) => community))]}
            {...form.getInputProps('community')}
          />
        )}
        <Autocomplete
          label={t('people.post')}
          description={t('people.postHint')}
          autoComplete="off"
          data={[...posts]}
          {...form.getInputProps('post')}
        />
        <TextInput label={t('people.phone')} autoComplete="off" type="tel" {...form.getInputProps('phone')} />
        <Select
          label={t('people.role')}
          description={t(`people.roleHint.${form.values.role}`)}
          allowDeselect={false}
          data={Role.options.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          {...form.getInputProps('role')}
        />
        <SegmentedControl
          aria-label={t('people.groups')}
          data={[
            { value: 'all', label: t('people.allGroups') },
            { value: 'chosen', label: t('people.chosenGroups') },
          ]}
          {...form.getInputProps('groupsMode')}
        />
        {form.values.groupsMode === 'chosen' && (
          <MultiSelect
            label={t('people.groups')}
            description={form.values.groupIds.length === 0 ? t('people.noGroups') : undefined}
            placeholder={t('people.chooseGroups')}
            searchable
            data={inNameOrder(groups.values()).map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('groupIds')}
          />
        )}
        <PasswordField isNew={person === null} value={form.values.password} input={form.getInputProps('password')} />
        {person && (
          <Switch
            size="sm"
            label={t('people.disabledLabel')}
            description={t('people.disabledHint')}
            {...form.getInputProps('disabled', { type: 'checkbox' })}
          />
        )}
        {failure && <FailureNotice failure={failure} />}
        <DialogButtons onCancel={onDone} label={t('people.save')} isBusy={save.isPending} isAllowed={canAct} />
      </Stack>
    </form>
  );
}
