// Reads a list of genes from a file into the form. The file goes nowhere else.
const label = document.getElementById('upload-label');
const upload = document.getElementById('upload');
label.hidden = false;
upload.addEventListener('change', async () => {
  const file = upload.files[0];
  if (file) {
    const text = await file.text();
    document.getElementById('genes').value = text.split('\n').filter(line => !line.startsWith('#')).join('\n').slice(0, 500_000);
  }
});
