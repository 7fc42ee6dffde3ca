/** z = Σ wₖaₖ + b and a = σ(z) of one unit, with the terms that weigh most. */
import type { CSSProperties } from 'react';
import { signColour } from '../../../src/core/inspection/colours';
import type { NeuronSum } from '../../../src/core/inspection/readings';
import { formatCount } from '../../ui/formats';
import { activationText, formatWeight } from './insideTexts';
import { useThemeKind } from './themeKind';

export function SumTable({ sum }: { readonly sum: NeuronSum }) {
  const { place, terms, restCount, restSum, bias, z, a, activation } = sum;
  const greatest = Math.max(...[restSum, bias ?? 0, ...terms.map(({ product }) => product)].map(Math.abs));
  const addend = (value: number) => <Addend value={value} share={greatest > 0 ? value / greatest : 0} />;
  return (
    <>
      <div className="inside-formula">
        z = Σ wₖaₖ{bias === null ? '' : ' + b'} = <strong>{formatWeight(z)}</strong>
        <br />a = {activationText(activation)} = <strong>{formatWeight(a)}</strong>
      </div>
      {activation === 'softmax' && (
        <div className="inside-caption">Softmax takes the z of all units of the layer.</div>
      )}
      {place !== null && (
        <div className="inside-caption">
          Where the filter answers most: row {place[0]}, column {place[1]}.
        </div>
      )}
      <table className="inside-sum">
        <caption className="lw-visually-hidden">The sum, its largest terms first</caption>
        <thead>
          <tr>
            <th scope="col">Input k</th>
            <th scope="col">wₖ</th>
            <th scope="col">aₖ</th>
            <th scope="col">wₖaₖ</th>
          </tr>
        </thead>
        <tbody>
          {terms.map(({ index, label, weight, input, product }) => (
            <tr key={index}>
              <th scope="row">{label}</th>
              <td>{formatWeight(weight)}</td>
              <td>{formatWeight(input)}</td>
              {addend(product)}
            </tr>
          ))}
          {restCount > 0 && (
            <tr>
              <th scope="row" colSpan={3}>
                and {formatCount(restCount)} smaller {restCount === 1 ? 'term' : 'terms'}
              </th>
              {addend(restSum)}
            </tr>
          )}
          {bias !== null && (
            <tr>
              <th scope="row" colSpan={3}>
                bias b
              </th>
              {addend(bias)}
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              z
            </th>
            <td>{formatWeight(z)}</td>
          </tr>
          <tr>
            <th scope="row" colSpan={3}>
              a = {activationText(activation)}
            </th>
            <td>{formatWeight(a)}</td>
          </tr>
        </tfoot>
      </table>
    </>
  );
}

/** A number with a bar under it in the colours of the pictures, from its right end. */
function Addend({ value, share }: { readonly value: number; readonly share: number }) {
  const theme = useThemeKind();
  const bar: CSSProperties = {
    width: `${100 * Math.abs(share)}%`,
    background: signColour(theme, share),
  };
  return (
    <td className="inside-addend">
      {formatWeight(value)}
      <div className="inside-addend-bar" style={bar} />
    </td>
  );
}
