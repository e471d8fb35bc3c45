/** Numbers run from left to right in every language, and a phone calls them. */
export function PhoneNumber({ number }: { number: string }) {
  return (
    <a className="tc-numbers" href={`tel:${number.replace(/[^+\d]/g, '')}`} dir="ltr">
      {number}
    </a>
  )
}
