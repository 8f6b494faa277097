"""Writes events in the forms that other tools read: one module a form, one table of forms.

Input: lines of records, as ``musnad read`` writes them. Output: one row an event, in the order of
the input; the same rows in every form.
"""
