/** The columns of the board. Arrows lead from card to card, Enter opens one; a long column says how many more it has. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BoardCard } from './BoardCard.tsx';
import classes from './BoardPage.module.css';
import { BOARD_COLUMNS, type Board, type BoardColumn, isOverdue, neighbour } from './board.rules.ts';

/** Drawn at first, and more each time they are asked for. */
const STEP = 60;
const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'];

type BoardColumnsProps = {
  board: Board;
  nowMs: number;
  chosenId: string | null;
  onOpen: (incidentId: string) => void;
};

export function BoardColumns({ board, nowMs, chosenId, onOpen }: BoardColumnsProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const [shownCounts, setShownCounts] = useState<Partial<Record<BoardColumn, number>>>({});
  const shownOf = (column: BoardColumn) => board[column].slice(0, shownCounts[column] ?? STEP);
  const ids = BOARD_COLUMNS.map((column) => shownOf(column).map(({ id }) => id));
  const entryId = ids.flat().find((id) => id === focusedId) ?? ids.flat()[0];

  const move = (event: KeyboardEvent) => {
    if (!KEYS.includes(event.key) || !(event.target instanceof HTMLElement)) return;
    const from = event.target.dataset.card;
    if (from === undefined) return;
    event.preventDefault();
    const to = neighbour(ids, from, event.key);
    frame.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(to)}"]`)?.focus();
  };
  const keepFocused = ({ target }: { target: EventTarget }) => {
    if (target instanceof HTMLElement && target.dataset.card !== undefined) setFocusedId(target.dataset.card);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only passes on the arrows pressed on its cards
    <div className={classes.columns} ref={frame} onKeyDown={move} onFocus={keepFocused}>
      {BOARD_COLUMNS.map((column) => {
        const all = board[column];
        const shown = shownOf(column);
        const overdueCount = column === 'closed' ? 0 : all.filter(({ clock }) => isOverdue(clock, nowMs)).length;
        return (
          <section
            key={column}
            className={classes.column}
            data-column={column}
            aria-label={t(`board.column.${column}`)}
          >
            <header>
              <h2>{t(`board.column.${column}`)}</h2>
              <b>{all.length}</b>
              {overdueCount > 0 && <em>{t('board.overdueCount', { count: overdueCount })}</em>}
            </header>
            <ol>
              {shown.map((incident) => (
                <BoardCard
                  key={incident.id}
                  incident={incident}
                  isChosen={incident.id === chosenId}
                  isOverdue={isOverdue(incident.clock, nowMs)}
                  isEntry={incident.id === entryId}
                  onOpen={onOpen}
                />
              ))}
              {all.length === 0 && <li className={classes.none}>{t(`board.none.${column}`)}</li>}
              {all.length > shown.length && (
                <li>
                  <button
                    type="button"
                    className={classes.more}
                    onClick={() => setShownCounts((counts) => ({ ...counts, [column]: shown.length + STEP }))}
                  >
                    {t('board.more', { count: all.length - shown.length })}
                  </button>
                </li>
              )}
            </ol>
          </section>
        );
      })}
    </div>
  );
}
