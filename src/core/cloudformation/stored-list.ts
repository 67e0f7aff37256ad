import {resolveDynamic} from './dynamic-references.js';
import {madeOf, withText, type Intrinsic} from './outcome.js';

/** Name of a function of our own, which no template can write as a tag. */
export const STORED_LIST = 'StoredList';

/** The list that a parameter of the Parameter Store holds: its text is looked up, then split. */
export const storedList: Intrinsic = async (argument, frame) =>
  withText(await resolveDynamic(await frame.visit(argument, frame), frame), frame, (text, part) =>
    madeOf(
      text.split(',').map((item) => item.trim()),
      [part],
    ),
  );
