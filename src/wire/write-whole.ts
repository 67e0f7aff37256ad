export {writeWhole} from '../files/whole-writes.js';
