import { usePageTitle } from '../../shell/page-title.js';
import { NewShowForm } from './new-show-form.js';

export function NewShowPage() {
  usePageTitle('New show');
  return (
    <>
      <h1>New show</h1>
      <NewShowForm />
    </>
  );
}
