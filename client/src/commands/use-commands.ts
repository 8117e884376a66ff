/** Commands of a screen, for as long as it is shown; and the list of all there are now. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type Command, CommandRegistry } from './command.ts';

export const commands = new CommandRegistry();

/** `run` and `enabled` may change with every rendering; the commands are added once for each set of ids, keys and labels. */
export function useCommands(wanted: readonly Command[]): void {
  const current = useRef(wanted);
  current.current = wanted;
  const shape = JSON.stringify(wanted.map(({ id, keys, label }) => [id, keys, label]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the commands
  useEffect(() => {
    const latest = (id: string) => current.current.find((command) => command.id === id);
    const removals = current.current.map((command) =>
      commands.add({
        ...command,
        enabled: () => latest(command.id)?.enabled?.() ?? true,
        run: (key) => latest(command.id)?.run(key),
      }),
    );
    return () => {
      for (const remove of removals) remove();
    };
  }, [shape]);
}

export function useCommandList(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => commands.onChange(listener),
    () => commands.list(),
  );
}
