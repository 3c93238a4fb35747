/** The day from which to see data that is not kept up to date: the one after its newest request; null where it is. */
export async function seenFrom(api) {
  const { newestCreated } = await fetch(`${api}status/api`).then((answer) => answer.json());
  const after = newestCreated && new Date(Date.parse(newestCreated) + 86_400_000).toISOString().slice(0, 10);
  return after && after < new Date().toISOString().slice(0, 10) ? after : null;
}
