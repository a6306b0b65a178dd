/** One of the first people as filled in; a post is `post` or `post@department`. */
interface FilledPerson {
  readonly name: string;
  readonly loginName: string;
  readonly password?: string;
  readonly department?: string;
  readonly posts?: readonly string[];
}

/** 建立本单位, as the form holds it. */
export interface Filled {
  readonly key: string;
  readonly name: string;
  readonly regulations: string;
  readonly departments: string;
  readonly officers: readonly object[];
  readonly people?: readonly FilledPerson[];
}

export function departmentsIn(written: string | undefined): readonly string[] {
  return (written ?? '').split(/[\s、,，]+/).filter((one) => one !== '');
}

/** As the server takes it. */
export function officeOf({ departments, people = [], ...office }: Filled): object {
  return { ...office, departments: departmentsIn(departments), people: people.map(personOf) };
}

function personOf({ password, department, posts = [], ...rest }: FilledPerson): object {
  const held = posts.map((one) => {
    const [post, portfolio] = one.split('@');
    return { post, department: portfolio ?? null };
  });
  return { ...rest, password: password === undefined || password === '' ? null : password, department: department ?? null, posts: held };
}
