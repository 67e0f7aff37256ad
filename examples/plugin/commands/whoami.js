import {Args, Command} from '@oclif/core';

export default class Whoami extends Command {
  static summary = 'Greet somebody.';
  static args = {name: Args.string({default: 'nobody'})};

  async run() {
    const {args} = await this.parse(Whoami);
    this.log(`you are ${args.name}, and this is ${this.config.bin}`);
  }
}
