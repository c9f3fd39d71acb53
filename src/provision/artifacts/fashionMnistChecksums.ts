/** The hashes of one of the four IDX files. */
export interface FashionMnistFile {
  /** With its `.gz`. */
  readonly name: string;
  /** SHA-256 of the unpacked file: the data's identity, whoever packed it. */
  readonly contents: string;
  /** SHA-256 of the archive as the authors publish it. */
  readonly authors: string;
  /** SHA-256 of the archive in Debian's package, packed anew from the same contents. */
  readonly debian: string;
}

// The authors publish MD5 sums only. Their SHA-256 here are those that TensorFlow Datasets and others
// pin beside these MD5 sums; Debian's were computed from the package that its signed index names.
/** The four files, images before labels. */
export const fashionMnistFiles: readonly FashionMnistFile[] = [
  {
    name: 'train-images-idx3-ubyte.gz',
    contents: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    authors: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
    debian: 'b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7',
  },
  {
    name: 'train-labels-idx1-ubyte.gz',
    contents: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    authors: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
    debian: '0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056',
  },
  {
    name: 't10k-images-idx3-ubyte.gz',
    contents: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    authors: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
    debian: 'cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa',
  },
  {
    name: 't10k-labels-idx1-ubyte.gz',
    contents: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    authors: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
    debian: '8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05',
  },
];
