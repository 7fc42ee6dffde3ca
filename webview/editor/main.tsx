/**
 * Entry point of the canvas: connects to the host and draws.
 */
import { createRoot } from 'react-dom/client';
import 'reactflow/dist/base.css';
import '../ui/theme.css';
import '../ui/components.css';
import './editor.css';
import './drawing/canvas.css';
import './palette.css';
import './drawing/layerCard.css';
import './inspector/inspector.css';
import './problemList.css';
import './inside/inside.css';
import './probe/probe.css';
import { Banner } from '../ui/Banner';
import { Editor } from './Editor';
import { connectToHost } from './host/hostConnection';
import { acquireVscode } from '../vscodeApi';
import type { CanvasMemory } from './usePanels';

const element = document.getElementById('root');
if (element === null) throw new Error('The page has no element "root" to draw in.');
const root = createRoot(element);
const vscode = acquireVscode<CanvasMemory>();
const host = connectToHost(vscode.port, (error) => {
  root.render(
    <Banner severity="error" text={`The canvas lost its document: ${error.message} Close and reopen it.`} />,
  );
});
root.render(<Editor host={host} vscode={vscode} />);
