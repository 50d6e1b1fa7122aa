"""Link across reports: accounts of one incident in several reports, compared level by level. Pure: stores nothing, decides nothing for good.

`block.keys_of` says which accounts meet at all, `weigh.compare_accounts` compares two of them, `copies` tells which texts are one.
"""
