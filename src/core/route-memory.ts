/**
 * Remembers on which networks of an engine a container's own address is reached from here. There no
 * port need be published: that takes the engine 25 ms, and a proxy in the way of every byte.
 */
export interface RouteMemory {
  isDirect(network: string): boolean;
  remember(network: string, isDirect: boolean): void;
}
