/** Someone whom the development portal lets you be. */
export interface Person {
  /** Name of the User entity in `examples/org.yaml`. */
  name: string;
  displayName: string;
  role: string;
  /** What the example policy lets them see and do. */
  may: string;
}

/** The people of the development portal, in the order in which they are offered. */
export const people: Person[] = [
  {
    name: 'amelia',
    displayName: 'Amelia Stone',
    role: 'Application team “checkout”',
    may: 'Sees the services that her team owns and proposes schedules for them; sees no clusters.',
  },
  {
    name: 'piotr',
    displayName: 'Piotr Nowak',
    role: 'Platform team',
    may: 'Sees everything and may change everything.',
  },
  {
    name: 'sasha',
    displayName: 'Sasha Lind',
    role: 'Security reviewer',
    may: 'Sees everything, approves changes, proposes none.',
  },
  {
    name: 'adaeze',
    displayName: 'Adaeze Obi',
    role: 'Auditor',
    may: 'Reads production clusters and every service, changes nothing.',
  },
];
