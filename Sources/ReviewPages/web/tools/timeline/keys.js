/** The keys of the timeline. */

import { announce } from '../../core/announce.js';
import { bindKeys } from '../../core/keys.js';
import { navigate } from '../../core/router.js';
import { toastError } from '../../core/toast.js';
import { t } from '../../core/words.js';
import { neighbour } from './neighbours.js';

const STEP_SHARE = 1 / 60;
const ZOOM = 1.5;

/** Lets the keys move a timeline page. */
export function bindTimelineKeys(page, signal) {
  const { timeline } = page;
  const edge = (name) => {
    const ranges = timeline.rows.map(({ source }) => source.range);
    return name === 'first' ? Math.min(...ranges.map(({ firstUs }) => firstUs))
      : Math.max(...ranges.map(({ lastUs }) => lastUs)) - 1;
  };
  const step = (share) => timeline.moveCursor(timeline.cursorUs + timeline.span.lengthUs * share);
  const event = async (direction) => {
    const { row } = timeline;
    try {
      const from = page.selected?.row === row && timeline.span.contains(page.selected.start_us)
        ? page.selected.start_us : timeline.cursorUs;
      const found = await neighbour(row.source, from, direction, signal);
      if (found) page.goTo(row, found);
      else announce(t(direction > 0 ? 'timeline.noNext' : 'timeline.noPrevious'));
    } catch (error) {
      if (error.name !== 'AbortError') toastError(error);
    }
  };
  bindKeys(signal, t('timeline.title'), [
    { keys: ['ArrowLeft'], label: t('timeline.key.back'), repeat: true, run: () => step(-STEP_SHARE) },
    { keys: ['ArrowRight'], label: t('timeline.key.forward'), repeat: true, run: () => step(STEP_SHARE) },
    {
      keys: ['Shift+ArrowLeft', 'PageUp'], label: t('timeline.key.pageBack'), repeat: true,
      run: () => timeline.show(timeline.span.pannedBy(-0.8)),
    },
    {
      keys: ['Shift+ArrowRight', 'PageDown'], label: t('timeline.key.pageForward'), repeat: true,
      run: () => timeline.show(timeline.span.pannedBy(0.8)),
    },
    {
      keys: ['ArrowUp'], label: t('timeline.key.rowUp'), run: () => timeline.moveRow(-1),
      when: () => timeline.hasFocus && timeline.rows.length > 1,
    },
    {
      keys: ['ArrowDown'], label: t('timeline.key.rowDown'), run: () => timeline.moveRow(1),
      when: () => timeline.hasFocus && timeline.rows.length > 1,
    },
    { keys: ['+', '='], label: t('timeline.zoomIn'), repeat: true, run: () => timeline.zoom(1 / ZOOM) },
    { keys: ['-'], label: t('timeline.zoomOut'), repeat: true, run: () => timeline.zoom(ZOOM) },
    { keys: ['0', 'a'], label: t('timeline.all'), run: () => page.showAll() },
    { keys: ['Home'], label: t('timeline.key.first'), run: () => timeline.moveCursor(edge('first')) },
    { keys: ['End'], label: t('timeline.key.last'), run: () => timeline.moveCursor(edge('last')) },
    { keys: ['n', 'j'], label: t('timeline.key.next'), repeat: true, run: () => event(1) },
    { keys: ['p', 'k'], label: t('timeline.key.previous'), repeat: true, run: () => event(-1) },
    {
      keys: ['Enter'], label: t('timeline.key.play'),
      run: () => {
        const { selected } = page;
        const isAtSelected = selected && Math.abs(selected.start_us - timeline.cursorUs) < 1;
        if (isAtSelected) page.playEvent(selected.row, selected.start_us, selected);
        else page.play(timeline.row, timeline.cursorUs);
      },
    },
    {
      keys: ['Space'], label: t('timeline.key.toggle'), when: () => page.playing.isActive,
      run: () => page.playing.player.toggle(),
    },
    {
      keys: [','], label: t('player.back'), repeat: true, when: () => page.playing.isActive,
      run: () => page.playing.player.step(-1),
    },
    {
      keys: ['.'], label: t('player.forward'), repeat: true, when: () => page.playing.isActive,
      run: () => page.playing.player.step(1),
    },
    {
      keys: ['<', '>'], label: t('keys.slower'), when: () => page.playing.isActive,
      run: (event) => page.playing.player.changeRate(event.key === '<' ? -1 : 1),
    },
    {
      keys: ['o'], label: t('timeline.key.open'), when: () => page.selected !== null,
      run: () => navigate(`/events/${page.selected.id}`),
    },
  ]);
}
