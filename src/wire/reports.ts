export {plainReport} from '../replay/reporters/plain.js';
