"""Grading typed answers: a table of every rule in both languages, sweeps over the bundled glossary, and properties."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import key
from dlterms.model import LANGUAGES, Language, Term, VerdictName
from dlterms.quiz.cards import Card
from dlterms.quiz.typed import VERDICTS, Verdict, grade_typed
from dlterms.traditional import SIMPLIFIED, TRADITIONAL
from dlterms.variants import inflected, without_article
from lookup_support import bundled, bundled_glossary, entry, index_of
from quiz_support import words

# verdict -> (term, direction, answer, what the verdict says besides): the label that was meant where it is not the
# name to be learned, the other term, or the difference.
ANSWERS = {
    "empty": (  # nothing in it
        ("dropout", "en-zh", "", ""),
        ("dropout", "en-zh", "   ", ""),
        ("dropout", "en-zh", "？！", ""),
    ),
    "right": (  # a label of the term, however it is written
        ("dropout", "en-zh", "暂退法", ""),
        ("dropout", "en-zh", "暫退法", ""),
        ("dropout", "en-zh", " 暂 退 法 ", ""),
        ("dropout", "en-zh", "暂退法。", ""),
        ("dropout", "en-zh", "「暂退法」", ""),
        ("dropout", "en-zh", "随机失活", "随机失活"),
        ("dropout", "en-zh", "丢弃法", "丢弃法"),
        ("dropout", "en-zh", "丟棄法", "丢弃法"),
        ("dropout", "en-zh", "丢弃正则化", "丢弃正则化"),
        ("dropout", "en-zh", "暂退", ""),
        ("dropout", "en-zh", "暂退方法", ""),
        ("dropout", "en-zh", "暂退算法", ""),
        ("dropout", "en-zh", "暂退法（dropout）", ""),
        ("dropout", "en-zh", "暂退法 dropout", ""),
        ("dropout", "en-zh", "dropout 暂退法", ""),
        ("dropout", "en-zh", "暂退法dropout", ""),
        ("dropout", "en-zh", "dropout/暂退法", ""),
        ("dropout", "en-zh", "暂退法、随机失活", ""),
        ("dropout", "en-zh", "暂退法（正则化方法之一）", ""),
        ("dropout", "zh-en", "dropout", ""),
        ("dropout", "zh-en", "Dropout", ""),
        ("dropout", "zh-en", "drop-out", ""),
        ("dropout", "zh-en", "drop out", ""),
        ("dropout", "zh-en", "ＤＲＯＰＯＵＴ", ""),
        ("dropout", "zh-en", "dropouts", ""),
        ("dropout", "zh-en", "the dropout", ""),
        ("dropout", "zh-en", "a dropout.", ""),
        ("dropout", "zh-en", "dropout method", ""),
        ("dropout", "zh-en", "dropout regularisation", "dropout regularization"),
        ("dropout", "zh-en", "dropout (Hinton)", ""),
        ("overfitting", "en-zh", "过拟合", ""),
        ("overfitting", "en-zh", "過擬合", ""),
        ("overfitting", "en-zh", "过度拟合", "过度拟合"),
        ("overfitting", "zh-en", "overfitting", ""),
        ("overfitting", "zh-en", "over-fitting", ""),
        ("overfitting", "zh-en", "over fitting", ""),
        ("encoder", "zh-en", "encoder", ""),
        ("forward", "en-zh", "前向传播", ""),
        ("forward", "en-zh", "正向传播", "正向传播"),
        ("backward", "zh-en", "back-propagation", ""),
        ("l1", "en-zh", "L1正则化", ""),
        ("l1", "en-zh", "Ｌ１正则化", ""),
        ("l1", "zh-en", "L1 regularization", ""),
        ("l1", "zh-en", "L1 regularisation", ""),
        ("l1", "zh-en", "L1-regularization", ""),
        ("adam", "definition-term", "Adam", ""),
        ("adam", "definition-term", "adaptive moment estimation", "adaptive moment estimation"),
        ("adam", "definition-term", "Adam optimizer", ""),
        ("adam", "definition-term", "Adam algorithm", ""),
        ("adamw", "definition-term", "adamw", ""),
        ("precision", "en-zh", "查准率", "查准率"),
        ("curve", "zh-en", "precision & recall", ""),
        ("curve", "zh-en", "precision / recall", ""),
        ("maximization", "zh-en", "maximisation", ""),
        ("binary", "en-zh", "二元分类问题", ""),
        ("binary", "zh-en", "binary classification problem", ""),
        ("descent", "en-zh", "梯度下降法", ""),
        ("descent", "en-zh", "梯度下降算法", ""),
        ("descent", "en-zh", "梯度的下降", ""),
        ("descent", "zh-en", "GD", "GD"),
        ("descent", "zh-en", "gradient descent (GD)", ""),
        ("descent", "zh-en", "the gradient descent algorithm", ""),
        ("sgd", "zh-en", "S.G.D.", "SGD"),
        ("sgd", "zh-en", "stochastic gradient descent, SGD", ""),
        ("likelihood", "en-zh", "最大似然", ""),
        ("likelihood", "en-zh", "最大似然法", ""),
        ("likelihood", "en-zh", "最大似然方法", ""),
        ("cnn", "zh-en", "CNN", "CNN"),
        ("cnn", "zh-en", "CNNs", "CNN"),
        ("cnn", "zh-en", "ＣＮＮ", "CNN"),
        ("cnn", "zh-en", "CNN (convolutional neural network)", "CNN"),
        ("cnn", "zh-en", "convolutional neural networks", ""),
        ("cnn", "en-zh", "卷积神经网络模型", ""),
        ("cnn", "en-zh", "卷积神经网络 (CNN)", ""),
        ("transformer", "definition-term", "transformer architecture", ""),
        ("transformer", "definition-term", "Transformers", ""),
        ("pytorch", "definition-term", "PyTorch framework", ""),
        ("pytorch", "definition-term", "PyTorch 框架", ""),
        ("cpp", "definition-term", "C++", ""),
        ("cpp", "definition-term", "c++", ""),
        ("cpp", "definition-term", "Ｃ＋＋", ""),
        ("c", "zh-en", "C language", ""),
        ("c", "en-zh", "C语言", ""),
        ("astar", "zh-en", "A*", "A*"),
        ("loss", "en-zh", "损失", "损失"),
        ("loss", "zh-en", "losses", "loss"),
        ("loss", "zh-en", "loss functions", ""),
        ("reasoning", "en-zh", "推理", ""),
        ("inference", "en-zh", "推理", "推理"),
        ("inference", "en-zh", "推断", ""),
        ("memory", "en-zh", "记忆", ""),
        ("memory", "en-zh", "记忆（模型）", ""),
        ("memory", "zh-en", "memory (model)", ""),
        ("memory", "zh-en", "memories", ""),
        ("normalization", "zh-en", "batch normalisation", ""),
        ("normalization", "zh-en", "batchnorm", "batch norm"),
        ("normalization", "zh-en", "batch normalization", ""),
        ("normalization", "zh-en", "BN", "BN"),
        ("labeled", "zh-en", "labelled data", ""),
        ("labeled", "zh-en", "labeled datas", ""),
        ("behavior", "zh-en", "emergent behaviour", ""),
        ("behavior", "zh-en", "emergent behaviours", ""),
        ("center", "zh-en", "cluster centre", ""),
        ("center", "zh-en", "cluster centres", ""),
        ("bayes", "zh-en", "naive Bayes", ""),
        ("bayes", "zh-en", "Naïve Bayes", ""),
        ("matrix", "zh-en", "confusion matrices", ""),
        ("criterion", "zh-en", "criteria", ""),
        ("hypothesis", "zh-en", "hypotheses", ""),
        ("bias", "zh-en", "biases", ""),
        ("entropy", "zh-en", "entropies", ""),
        ("representation", "en-zh", "可学习表示", ""),
        ("upsampling", "zh-en", "up-sampling", ""),
        ("resnet50", "definition-term", "ResNet50", ""),
        ("cloze", "cloze.1", "噪声", ""),
        ("cloze", "cloze.2", "噪声注入", ""),
        ("cloze", "cloze.2", "noise injection", ""),
        ("cloze", "cloze.3", "noise injections", ""),
        ("cloze", "cloze.3", "噪声注入", ""),
        ("overfitting", "definition-term", "过拟合", ""),
        ("overfitting", "definition-term", "overfitting", ""),
        ("attention", "zh-en", "attention-encoders", ""),
        ("keras", "definition-term", "keras", ""),
        ("tree", "zh-en", "HT", "HT"),
        ("toolkit", "zh-en", "HTS", "HTS"),
        ("llm", "zh-en", "LLM", "LLMs"),
        ("state", "zh-en", "states", ""),
        ("overfitting", "en-zh", "过拟合现象", ""),
        ("overfitting", "zh-en", "overfitting problem", ""),
        ("resnet50", "definition-term", "ResNet 50", ""),
        ("cnn", "definition-term", "CNN网络", "CNN"),
        ("cnn", "zh-en", "CNN networks", "CNN"),
        ("cnn", "zh-en", "convolutional neural net", ""),
        ("cnn", "zh-en", "convolutional neural nets", ""),
        ("cnn", "zh-en", "convolutional NN", ""),
        ("cnn", "en-zh", "卷積神經網路", ""),
        ("cnn", "en-zh", "卷积类神经网络", ""),
        ("descent", "en-zh", "梯度下降優化演算法", ""),
        ("descent", "zh-en", "gradient descent algorithms", ""),
        ("descent", "zh-en", "the method of gradient descent", ""),
        ("sgd", "en-zh", "随机梯度下降技术", ""),
        ("sgd", "definition-term", "SGD优化器", "SGD"),
        ("sgd", "definition-term", "SGD 梯度下降", "SGD"),
        ("supervised", "en-zh", "監督式學習", ""),
        ("supervised", "en-zh", "受监督的学习", ""),
        ("supervised", "en-zh", "監督式機器學習", ""),
        ("supervised", "zh-en", "supervised machine learning", ""),
        ("unsupervised", "en-zh", "非監督式學習", ""),
        ("unsupervised", "zh-en", "unsupervised machine learning", ""),
        ("field", "en-zh", "增強式學習", ""),
        ("field", "en-zh", "增强型学习", ""),
        ("field", "definition-term", "RL算法", "RL"),
        ("field", "en-zh", "RL算法", ""),
        ("training-set", "en-zh", "訓練集", ""),
        ("training-set", "zh-en", "train set", ""),
        ("training-set", "zh-en", "set of training", ""),
        ("random-variable", "en-zh", "隨機變數", ""),
        ("imperative", "en-zh", "命令式程式設計", ""),
        ("imperative", "en-zh", "命令编程", ""),
        ("density", "en-zh", "密度估算", ""),
        ("generative", "en-zh", "生成模型", ""),
        ("generative", "en-zh", "生成性模型", ""),
        ("two-sample", "en-zh", "兩樣本檢定", ""),
        ("two-sample", "zh-en", "2-sample test", ""),
        ("matrix", "zh-en", "matrix of confusion", ""),
        ("loss", "en-zh", "損失函式", ""),
        ("loss", "zh-en", "loss func", ""),
        ("attention-mechanism", "en-zh", "attention机制", ""),
        ("attention-mechanism", "en-zh", "Attention 機制", ""),
        ("batch-size", "en-zh", "batch大小", ""),
        ("batch-size", "en-zh", "批次大小", ""),
        ("dropout", "en-zh", "dropout法", ""),
        ("dropout", "definition-term", "dropout 技术", ""),
        ("keras", "definition-term", "Keras API", ""),
        ("cloze", "cloze.1", "雜訊", ""),
    ),
    "other-language": (  # right, but in the language that was not asked for
        ("dropout", "en-zh", "dropout", ""),
        ("dropout", "en-zh", "Dropouts", ""),
        ("dropout", "en-zh", "the dropout", ""),
        ("dropout", "zh-en", "暂退法", ""),
        ("dropout", "zh-en", "随机失活", ""),
        ("cnn", "en-zh", "CNN", ""),
        ("dropout", "en-zh", "dropuot", ""),
        ("overfitting", "en-zh", "overfiting", ""),
        ("supervised", "en-zh", "supervised machine learning", ""),
        ("supervised", "zh-en", "監督式學習", ""),
    ),
    "other-term": (  # another term
        ("dropout", "en-zh", "暂退法 overfitting", "overfitting"),
        ("dropout", "en-zh", "暂退法（过拟合）", "overfitting"),
        ("dropout", "en-zh", "过拟合", "overfitting"),
        ("dropout", "en-zh", "overfitting", "overfitting"),
        ("overfitting", "en-zh", "欠拟合", "underfitting"),
        ("overfitting", "en-zh", "欠擬合", "underfitting"),
        ("overfitting", "en-zh", "过拟合 underfitting", "underfitting"),
        ("overfitting", "en-zh", "过拟合/欠拟合", "underfitting"),
        ("overfitting", "zh-en", "underfitting", "underfitting"),
        ("underfitting", "zh-en", "overfitting", "overfitting"),
        ("underfitting", "en-zh", "过拟合", "overfitting"),
        ("encoder", "zh-en", "decoder", "decoder"),
        ("encoder", "en-zh", "解码器", "decoder"),
        ("decoder", "zh-en", "encoder", "encoder"),
        ("forward", "en-zh", "反向传播", "backward"),
        ("forward", "zh-en", "backward propagation", "backward"),
        ("forward", "zh-en", "backpropagation", "backward"),
        ("backward", "zh-en", "forward propagation", "forward"),
        ("l1", "en-zh", "L2 正则化", "l2"),
        ("l1", "zh-en", "L2 regularization", "l2"),
        ("l2", "zh-en", "L1 regularization", "l1"),
        ("adam", "definition-term", "AdamW", "adamw"),
        ("adamw", "definition-term", "Adam", "adam"),
        ("accuracy", "en-zh", "精确率", "precision"),
        ("accuracy", "zh-en", "precision", "precision"),
        ("precision", "en-zh", "准确率", "accuracy"),
        ("recall", "en-zh", "查准率", "precision"),
        ("maximization", "zh-en", "minimization", "minimization"),
        ("minimization", "zh-en", "maximization", "maximization"),
        ("supervised", "zh-en", "unsupervised learning", "unsupervised"),
        ("supervised", "en-zh", "无监督学习", "unsupervised"),
        ("unsupervised", "zh-en", "supervised learning", "supervised"),
        ("classification", "zh-en", "binary classification", "binary"),
        ("descent", "en-zh", "随机梯度下降", "sgd"),
        ("descent", "zh-en", "SGD", "sgd"),
        ("cpp", "definition-term", "C", "c"),
        ("c", "definition-term", "C++", "cpp"),
        ("inference", "zh-en", "reasoning", "reasoning"),
        ("upsampling", "zh-en", "downsampling", "downsampling"),
        ("homogeneous", "zh-en", "heterogeneous graph", "heterogeneous"),
        ("experiment", "en-zh", "试验", "trial"),
        ("computation", "zh-en", "imputation", "imputation"),
        ("resnet50", "definition-term", "ResNet-101", "resnet101"),
        ("overfitting", "definition-term", "欠拟合", "underfitting"),
        ("tree", "zh-en", "HTS", "toolkit"),
        ("tree", "zh-en", "Huffman tree (HTS)", "toolkit"),
        ("tree", "zh-en", "Huffman tree/HTS", "toolkit"),
        ("tree", "en-zh", "HTS", "toolkit"),
        ("toolkit", "zh-en", "HT", "tree"),
        ("overfitting", "zh-en", "underfiting", "underfitting"),
        ("overfitting", "en-zh", "underfiting", "underfitting"),
        ("overfitting", "definition-term", "underftting", "underfitting"),
        ("supervised", "zh-en", "unsupervised lerning", "unsupervised"),
        ("descent", "en-zh", "SGD算法", "sgd"),
        ("descent", "en-zh", "隨機梯度下降演算法", "sgd"),
        ("descent", "zh-en", "the SGD optimizers", "sgd"),
        ("supervised", "en-zh", "非监督式学习", "unsupervised"),
        ("encoder", "zh-en", "decoders", "decoder"),
    ),
    "broader": (  # a broader term: asked again
        ("l1", "en-zh", "正则化", "regularization"),
        ("l1", "zh-en", "regularization", "regularization"),
        ("binary", "zh-en", "classification", "classification"),
        ("binary", "en-zh", "分类", "classification"),
        ("sgd", "zh-en", "gradient descent", "descent"),
        ("binary", "zh-en", "clasification", "classification"),
        ("binary", "zh-en", "classification problems", "classification"),
        ("sgd", "en-zh", "梯度下降算法", "descent"),
        ("field", "zh-en", "learning", "learning"),
        ("attention", "zh-en", "encoder", "encoder"),
        ("attention", "en-zh", "编码器", "encoder"),
        ("dropout", "en-zh", "正则化", "regularization"),
    ),
    "near": (  # means nearly the same: asked again
        ("loss", "en-zh", "代价函数", "cost"),
        ("loss", "zh-en", "cost function", "cost"),
        ("cost", "zh-en", "loss functions", "loss"),
        ("cost", "en-zh", "損失函式", "loss"),
        ("loss", "zh-en", "cost fucntion", "cost"),
    ),
    "find-only": (  # found by look-up, but no name: asked again
        ("dropout", "en-zh", "扔掉", ""),
        ("dropout", "definition-term", "扔掉", ""),
        ("dropout", "zh-en", "扔掉", ""),
        ("loss", "en-zh", "錯誤函式", ""),
    ),
    "almost": (  # as it sounds: asked again
        ("dropout", "en-zh", "zantuifa", "暂退法"),
        ("dropout", "en-zh", "zàn tuì fǎ", "暂退法"),
        ("dropout", "en-zh", "zan4 tui4 fa3", "暂退法"),
        ("dropout", "en-zh", "暂推法", "暂退法"),
        ("dropout", "en-zh", "赞退法", "暂退法"),
        ("overfitting", "en-zh", "过拟和", "过拟合"),
        ("overfitting", "en-zh", "guonihe", "过拟合"),
        ("cnn", "en-zh", "卷机神经网络", "卷积神经网络"),
        ("tuning", "en-zh", "tiaocan", "调参"),
        ("tuning", "en-zh", "条参", "调参"),
        ("reparameterization", "en-zh", "chongcanshuhua", "重参数化"),
        ("loss", "en-zh", "损失涵数", "损失函数"),
        ("loss", "en-zh", "sunshihanshu", "损失函数"),
        ("entropy", "en-zh", "商", "熵"),
        ("entropy", "en-zh", "shang", "熵"),
        ("cloze", "cloze.1", "zaosheng", "噪声"),
        ("overfitting", "definition-term", "guo ni he", "过拟合"),
        ("maximization", "zh-en", "maximation", "maximization"),
        ("overfitting", "zh-en", "overfit", "overfitting"),
        ("overfitting", "zh-en", "over-fitted", "overfitting"),
        ("regularization", "zh-en", "regularizer", "regularization"),
        ("density", "zh-en", "density estimator", "density estimation"),
        ("generative", "zh-en", "generation model", "generative model"),
        ("classification", "zh-en", "classify", "classification"),
        ("batch-size", "zh-en", "size", "batch size"),
        ("imperative", "en-zh", "编程", "命令式编程"),
        ("imperative", "en-zh", "編程", "命令式编程"),
        ("astar", "zh-en", "A search", "A* search"),
        ("symmetric", "en-zh", "对称的矩镇", "对称矩阵"),
    ),
    "typo": (  # a slip
        ("dropout", "zh-en", "dropuot", "drop[+o]u[-o]t"),
        ("dropout", "zh-en", "droput", "drop[+o]ut"),
        ("dropout", "zh-en", "dropput", "drop[-p][+o]ut"),
        ("overfitting", "zh-en", "overfiting", "overfit[+t]ing"),
        ("overfitting", "zh-en", "overfittting", "overfitt[-t]ing"),
        ("overfitting", "zh-en", "ovrfiting", "ov[+e]rfi[+t]ting"),
        ("encoder", "zh-en", "endcoder", "en[-d]coder"),
        ("decoder", "zh-en", "decodr", "decod[+e]r"),
        ("forward", "zh-en", "foward propagation", "fo[+r]ward propagation"),
        ("backward", "zh-en", "backpropogation", "backprop[-o][+a]gation"),
        ("l1", "zh-en", "L1 regularizaton", "L1 regularizat[+i]on"),
        ("accuracy", "zh-en", "accuray", "accura[+c]y"),
        ("recall", "zh-en", "recal", "recal[+l]"),
        ("maximization", "zh-en", "maximizaton", "maximizat[+i]on"),
        ("supervised", "zh-en", "supervized learning", "supervi[-z][+s]ed learning"),
        ("supervised", "zh-en", "supervised lerning", "supervised le[+a]rning"),
        ("binary", "zh-en", "binary clasification", "binary clas[+s]ification"),
        ("descent", "zh-en", "gradient decent", "gradient de[+s]cent"),
        ("cnn", "zh-en", "convolution neural network", "convolution[+al] neural network"),
        ("transformer", "definition-term", "transfomer", "Transfo[+r]mer"),
        ("reparameterization", "zh-en", "reparametrization", "reparamet[+e]rization"),
        ("normalization", "zh-en", "batch nomralisation", "batch no[+r]m[-r]ali[-s][+z]ation"),
        ("hypothesis", "zh-en", "hypothesi", "hypothesi[+s]"),
        ("upsampling", "zh-en", "upsampeling", "upsamp[-e]ling"),
        ("homogeneous", "zh-en", "homogenous graph", "homogen[+e]ous graph"),
        ("resnet50", "definition-term", "RestNet-50", "Res[-t]Net-50"),
        ("attention", "zh-en", "atention encoders", "at[+t]ention encoders"),
        ("entropy", "zh-en", "entropeis", "entrop[+i]e[-i]s"),
        ("comprehensibility", "zh-en", "compprehensibility", "comp[-p]rehensibility"),
        ("pandas", "definition-term", "Panda", "Panda[+s]"),
        ("descent", "zh-en", "gradient descend", "gradient descen[-d][+t]"),
        ("keras", "definition-term", "Kears", "Ke[+r]a[-r]s"),
        ("bias", "zh-en", "bais", "b[+i]a[-i]s"),
        ("symmetric", "zh-en", "ymmetric matrix", "[+s]ymmetric matrix"),
        ("attention", "zh-en", "ttention encoder", "[+a]ttention encoder"),
        ("bandit", "zh-en", "k-rmed bandit", "k-[+a]rmed bandit"),
        ("supervised", "zh-en", "supervised leaning", "supervised lea[+r]ning"),
        ("keras", "definition-term", "Keraas", "Kera[-a]s"),
        ("mapping", "zh-en", "input-output maping", "input-output map[+p]ing"),
    ),
    "wrong": (  # nothing that could be meant
        ("dropout", "en-zh", "暂停法", "暂[-停][+退]法"),
        ("dropout", "en-zh", "退暂法", "[+暂]退[-暂]法"),
        ("dropout", "en-zh", "法", ""),
        ("dropout", "zh-en", "dorpuot", "d[+r]o[-rp][+po]u[-o]t"),
        ("dropout", "zh-en", "drop", "drop[+out]"),
        ("dropout", "zh-en", "zantuifa", ""),
        ("overfitting", "en-zh", "过似合", "过[-似][+拟]合"),
        ("tuning", "zh-en", "superparameter tuning", "[-su][+hy]perparameter tuning"),
        ("overfitting", "zh-en", "overfitting or underfitting", ""),
        ("encoder", "zh-en", "ecoder", "e[+n]coder"),
        ("encoder", "en-zh", "编码", "编码[+器]"),
        ("l1", "en-zh", "L1 正则", "L1 正则[+化]"),
        ("l1", "zh-en", "L3 regularization", "L[-3][+1] regularization"),
        ("accuracy", "en-zh", "准确度", "准确[-度][+率]"),
        ("descent", "en-zh", "梯度", "梯度[+下降]"),
        ("sgd", "zh-en", "stochastic gradient ascent", "stochastic gradient [+d][-a][+e]scent"),
        ("cnn", "zh-en", "RNN", "[-R][+C]NN"),
        ("cpp", "definition-term", "C#", ""),
        ("astar", "zh-en", "A star search", "A[- ][+*][-star] search"),
        ("tuning", "en-zh", "diaocan", ""),
        ("reparameterization", "en-zh", "从参数化", "[-从][+重]参数化"),
        ("bias", "zh-en", "bia", "bia[+s]"),
        ("resnet50", "definition-term", "ResNet-5", "ResNet-5[+0]"),
        ("attention", "zh-en", "attention decoder", "attention [-de][+en]coder"),
        ("attention", "zh-en", "attentiondecoder", "attention[-d][+ ]e[+n]coder"),
        ("attention", "zh-en", "attentiondecoders", "attention[-d][+ ]e[+n]coder[-s]"),
        ("symmetric", "zh-en", "asymmetricmatrix", "[-a]symmetric[+ ]matrix"),
        ("keras", "definition-term", "Kera", "Kera[+s]"),
        ("state", "zh-en", "status", "stat[-u][+e][-s]"),
        ("layer", "zh-en", "layes", "laye[-s][+r]"),
        ("cloze", "cloze.1", "噪声注入", "噪声[-注入]"),
        ("cloze", "cloze.1", "noise injection", ""),
        ("loss", "zh-en", "love function", "lo[-ve][+ss] function"),
        ("loss", "zh-en", "boss function", "[-b][+l]oss function"),
        ("cnn", "zh-en", "CMN", "C[-M][+N]N"),
        ("attention", "en-zh", "注意力解码器", "注意力[-解][+编]码器"),
        ("dropout", "zh-en", "out", ""),
        ("l1", "zh-en", "L regularization", "L[+1] regularization"),
    ),
}
ROWS = [(verdict, *row) for verdict, rows in ANSWERS.items() for row in rows]
assert len(ROWS) >= 120


def graded(term: str, direction: str, answer: str) -> Verdict:
    lexicon = words()
    entry = lexicon.term(term)
    return grade_typed(answer, Card(entry.glossary, term, direction), entry, lexicon)


def drawn(verdict: Verdict) -> str:
    marks = {"": "{}", "missing": "[+{}]", "extra": "[-{}]"}
    return "".join(marks[how].format(text) for text, how in verdict.difference)


@pytest.mark.parametrize(
    ("verdict", "term", "direction", "answer", "said"),
    [pytest.param(*row, id=f"{row[0]}: {row[1]} {row[2]} {row[3].strip()}") for row in ROWS],
)
def test_answers(verdict: str, term: str, direction: str, answer: str, said: str) -> None:
    """Each answer gets the verdict that a teacher who knows the terms would give, and says what was meant."""
    found = graded(term, direction, answer)
    meant = drawn(found) if verdict in ("typo", "wrong") else found.other_term or found.label or ""
    assert (found.name, meant) == (verdict, said)


def test_every_verdict_has_rows() -> None:
    """The table leaves no verdict out."""
    assert set(ANSWERS) == set(VERDICTS)


@pytest.mark.parametrize(
    ("answer", "status", "note", "full_form"),
    [
        pytest.param(("dropout", "en-zh", "丢弃法"), "superseded", "2021 年前的译名", None, id="superseded alias"),
        pytest.param(("dropout", "en-zh", "随机失活"), None, None, None, id="admitted alias"),
        pytest.param(("cnn", "zh-en", "CNN"), None, None, "convolutional neural network", id="acronym"),
        pytest.param(("cnn", "zh-en", "convolutional neural network"), None, None, None, id="the name itself"),
    ],
)
def test_what_a_right_answer_says(
    answer: tuple[str, str, str], status: str | None, note: str | None, full_form: str | None
) -> None:
    """A right answer tells a superseded name from the standard one, and what an acronym is short for."""
    verdict = graded(*answer)
    assert (verdict.right, verdict.status, verdict.note, verdict.full_form) == (True, status, note, full_form)


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        pytest.param("zh-en", "dropout", id="English"),
        pytest.param("en-zh", "暂退法", id="Chinese"),
        pytest.param("definition-term", "暂退法 · dropout", id="either"),
    ],
)
def test_expected(direction: str, expected: str) -> None:
    """Whatever the answer, the verdict says what was to be learned."""
    assert graded("dropout", direction, "something else").expected == expected


@pytest.mark.parametrize(
    ("verdict", "is_graded", "right"),
    [
        pytest.param("right", True, True, id="right"),
        pytest.param("typo", True, True, id="typo"),
        pytest.param("almost", False, False, id="almost"),
        pytest.param("other-language", False, False, id="other language"),
        pytest.param("broader", False, False, id="broader"),
        pytest.param("near", False, False, id="near"),
        pytest.param("find-only", False, False, id="find-only"),
        pytest.param("other-term", True, False, id="other term"),
        pytest.param("wrong", True, False, id="wrong"),
        pytest.param("empty", True, False, id="empty"),
    ],
)
def test_what_counts(verdict: VerdictName, is_graded: bool, right: bool) -> None:
    """What asks again is not graded; of the rest, right and typo are right."""
    assert (Verdict(verdict, "x").graded, Verdict(verdict, "x").right) == (is_graded, right)


@pytest.mark.parametrize("answer", ["input/output", "input & output", "input and output", "input output"])
def test_signs_in_a_label(answer: str) -> None:
    """A name with a sign is right with the sign, with another for it, with its word, and without."""
    lexicon = IndexLexicon(index_of(entry("io", "输入/输出", "input/output")))
    assert grade_typed(answer, Card("user", "io", "zh-en"), lexicon.term("io"), lexicon).name == "right"


# The bundled glossary.

LEXICON = IndexLexicon(bundled())
TERMS = [LEXICON.term(name) for name in bundled_glossary().terms]
LABELS = {term.id: [label for w in (term.zh, term.en) for label in w.accepted()] for term in TERMS}
KEYS = {name: frozenset(map(key, labels)) for name, labels in LABELS.items()}
OWNERS = [(form, name) for name, forms in KEYS.items() for form in forms]


def on_definition(answer: str, term: Term) -> Verdict:
    """The verdict on a card that takes an answer in either language."""
    return grade_typed(answer, Card(term.glossary, term.id, "definition-term"), term, LEXICON)


def alike(form: str) -> set[str]:
    """The ids of the terms with a label anything like a key: grading it for the rest would be a waste of time."""
    near = process.extract(form, [own for own, _ in OWNERS], scorer=OSA.distance, score_cutoff=3, limit=None)
    found = {OWNERS[place][1] for own, distance, place in near if distance <= len(own) // 2}
    # The longest word for a kind, which may stand behind a name, has nine letters.
    return found | {name for own, name in OWNERS if abs(len(form) - len(own)) < 10 and (form in own or own in form)}


def test_no_label_is_right_for_another_term() -> None:
    """No label of the bundled glossary is accepted for a term that does not have it.

    Tried are 1,500 of them; tests/figures/slips.py tries all.
    """
    rng = random.Random(0)
    pairs, unlike, accepted = 0, [], []
    for label in rng.sample([label for labels in LABELS.values() for label in labels], 1_500):
        likely = alike(key(label))
        for term in (term for term in TERMS if key(label) not in KEYS[term.id]):
            pairs += len(LABELS[term.id])
            if term.id not in likely:
                unlike.append((label, term))
            elif on_definition(label, term).right:
                accepted.append((label, term.id))
    accepted += [(label, term.id) for label, term in rng.sample(unlike, 1_000) if on_definition(label, term).right]
    print(f"{pairs} pairs of labels tried")
    assert accepted == []
    assert pairs > 100_000


def test_labels_are_right_in_their_language() -> None:
    """Each label of a term is right where its language is asked."""
    for term in TERMS:
        if key(term.zh.term) == key(term.en.term):
            continue
        for direction, wording in (("en-zh", term.zh), ("zh-en", term.en)):
            card = Card(term.glossary, term.id, direction)
            verdicts = {label: grade_typed(label, card, term, LEXICON).name for label in wording.accepted()}
            assert verdicts == dict.fromkeys(wording.accepted(), "right"), card


def one_edit(label: str, rng: random.Random) -> str:
    """A label with one letter left out, put in, changed, or swapped with the next."""
    place = rng.choice([n for n, character in enumerate(label) if character.isalpha()])
    letter = rng.choice(string.ascii_lowercase)
    before, at, after = label[:place], label[place], label[place + 1 :]
    return rng.choice([before + after, before + letter + at + after, before + letter + after,
                       before + after[:1] + at + after[1:]])  # fmt: skip


def test_typos_pass() -> None:
    """Most typos of one edit in an English label pass, and none passes for a term that was not meant."""
    rng = random.Random(1)
    english = [(term, label) for term in TERMS for label in term.en.accepted() if label.isascii()]
    tried: dict[bool, list[bool]] = {True: [], False: []}
    mistaken = []
    while sum(map(len, tried.values())) < 1_500:
        term, label = rng.choice(english)
        typed = one_edit(label, rng)
        if key(typed) == key(label) or LEXICON.owners(key(without_article(typed))):
            continue  # no typo, but a label
        card = Card(term.glossary, term.id, "zh-en")
        tried[len(key(label)) >= 6].append(grade_typed(typed, card, term, LEXICON).right)
        mistaken += [
            (typed, name)
            for name in alike(key(typed)) - {term.id}
            if key(label) not in KEYS[name] and on_definition(typed, LEXICON.term(name)).right
            if not any(key(typed) in inflected(own) for own in LABELS[name])
        ]
    share = {long: sum(passed) / len(passed) for long, passed in tried.items()}
    every = [passed for group in tried.values() for passed in group]
    print(f"{sum(every) / len(every):.1%} of 1,500 typos pass, {share[True]:.1%} of those in six letters or more")
    assert mistaken == []
    assert sum(every) / len(every) >= 0.8
    assert share[True] >= 0.9


# Properties.

terms = st.sampled_from(TERMS)
directions = st.sampled_from(["zh-en", "en-zh", "definition-term"])
FULL_WIDTH = {n: n + 0xFEE0 for n in range(ord("!"), ord("~") + 1)}
TO_TRADITIONAL = str.maketrans(SIMPLIFIED, TRADITIONAL)


@given(st.text(max_size=60), terms, directions)
def test_any_text_gets_a_verdict(text: str, term: Term, direction: str) -> None:
    """Whatever is typed, exactly one of the verdicts is the answer."""
    assert grade_typed(text, Card(term.glossary, term.id, direction), term, LEXICON).name in VERDICTS


@given(st.data(), terms, st.sampled_from(LANGUAGES))
def test_a_label_is_right(data: st.DataObject, term: Term, lang: Language) -> None:
    """A label is right in its language, with whatever case, width, script, spaces and punctuation around it."""
    label = data.draw(st.sampled_from(term.wording(lang).accepted()))
    change = data.draw(st.sampled_from([str.upper, str.lower, full_width, traditional, spaced]))
    card = Card(term.glossary, term.id, "en-zh" if lang == "zh" else "zh-en")
    assert grade_typed(change(label), card, term, LEXICON).name == "right"


@given(st.data(), terms, directions)
def test_case_width_and_script_change_nothing(data: st.DataObject, term: Term, direction: str) -> None:
    """Another case, width or script never changes a verdict, right or wrong."""
    other = data.draw(terms)
    label = data.draw(st.sampled_from(LABELS[other.id]))
    change = data.draw(st.sampled_from([str.upper, str.lower, full_width, traditional]))
    card = Card(term.glossary, term.id, direction)
    assert grade_typed(change(label), card, term, LEXICON).name == grade_typed(label, card, term, LEXICON).name


def full_width(text: str) -> str:
    return text.translate(FULL_WIDTH)


def traditional(text: str) -> str:
    return text.translate(TO_TRADITIONAL)


def spaced(text: str) -> str:
    return f"  {text.replace(' ', '  ')} 。"
