"""What is written in whose letters and digits: words, numbers, lines, sentences and whole documents.

Each module looks at a page and gives matches; the kind `script` hands them to rules.
"""
