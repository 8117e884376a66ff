/** A name in place of which one types another: Enter or leaving it takes it, Escape leaves it as it was. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';

type RenameFieldProps = {
  label: string;
  name: string;
  max: number;
  /** Told a name that is another and not empty. */
  onRename: (name: string) => void;
  /** It is done with, either way. */
  onDone: () => void;
};

export function RenameField({ label, name, max, onRename, onDone }: RenameFieldProps) {
  const [typed, setTyped] = useState(name);
  const take = () => {
    const given = typed.trim();
    onDone();
    if (given !== '' && given !== name) onRename(given);
  };
  return (
    <TextInput
      size="xs"
      aria-label={label}
      autoFocus
      maxLength={max}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
