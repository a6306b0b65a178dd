/** Small facts of a line, each kept whole, with dots between them. What is null or empty is left out. */
export function Meta({ parts }: { readonly parts: readonly (string | null)[] }) {
  return (
    <div className="quiet meta">
      {parts
        .filter((part) => part !== null && part !== '')
        .map((part) => (
          <span key={part}>{part}</span>
        ))}
    </div>
  );
}
