/**
 * Entry point of a tab that shows the weights of a layer: connects to the host and draws.
 */
import { createRoot } from 'react-dom/client';
import '../ui/theme.css';
import '../ui/components.css';
import '../editor/inside/inside.css';
import './weights.css';
import { Banner } from '../ui/Banner';
import { acquireVscode } from '../vscodeApi';
import { connectToWeights } from './weightsConnection';
import { WeightsPage, type WeightsMemory } from './WeightsPage';

const element = document.getElementById('root');
if (element === null) throw new Error('The page has no element "root" to draw in.');
const root = createRoot(element);
const vscode = acquireVscode<WeightsMemory>();
const host = connectToWeights(vscode.port, (error) => {
  root.render(
    <Banner severity="error" text={`The tab lost its weights: ${error.message} Close and reopen it.`} />,
  );
});
root.render(<WeightsPage host={host} vscode={vscode} />);
