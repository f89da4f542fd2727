import type { ReactNode } from 'react';

interface DataTableProps {
  readonly head: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly ReactNode[])[];
}

/** A small table of facts: names at the left, values at the right. */
export const DataTable = ({ head, rows }: DataTableProps): ReactNode => (
  <table className="w-full border-collapse">
    <thead>
      <tr>
        {head.map((text, index) => (
          <th
            key={text}
            scope="col"
            className={`border-b border-line pb-1 text-label font-normal text-muted ${index === 0 ? 'text-left' : 'pl-4 text-right'}`}
          >
            {text}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([name, ...values], row) => (
        <tr key={row}>
          <th scope="row" className="border-b border-line py-1 text-left align-top font-normal">
            {name}
          </th>
          {values.map((value, column) => (
            <td key={column} className="border-b border-line py-1 pl-4 text-right align-top break-words">
              {value}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
